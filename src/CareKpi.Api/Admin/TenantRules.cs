using System.Text.RegularExpressions;
using CareKpi.Api.Problems;
using CareKpi.Api.Settings;
using CareKpi.Engine.Grains;
using CareKpi.Kpis.Settings;
using NodaTime;

namespace CareKpi.Api.Admin;

internal static partial class TenantRules
{
    private const int MaxName = 200;

    public static string Key(string key) => KeyPattern().IsMatch(key) ? key : throw ProblemException.BadInput("A tenant's key is [a-z0-9][a-z0-9-]{0,62}.", "key");

    public static TenantSpec Check(NewTenant body)
    {
        Require(!string.IsNullOrWhiteSpace(body.Name) && body.Name.Length <= MaxName, "A tenant needs a name of 1 to 200 characters.", "name");
        Require(body.TimeZone is not null && DateTimeZoneProviders.Tzdb.GetZoneOrNull(body.TimeZone) is not null, "The time zone is one of the IANA database, such as Asia/Hong_Kong.", "timeZone");
        Require(body.Currency is not null && CurrencyPattern().IsMatch(body.Currency), "The currency is an ISO 4217 code, such as EUR.", "currency");
        if (body.Settings is { } settings)
        {
            TenantSettings.Check(settings);
        }

        return new(body.Name!, body.TimeZone!, body.Currency!, body.Industry, body.Locale ?? "en", body.Settings);
    }

    private static void Require(bool holds, string message, string field)
    {
        if (!holds)
        {
            throw ProblemException.BadInput(message, field);
        }
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,62}\\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex KeyPattern();

    [GeneratedRegex("^[A-Z]{3}\\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CurrencyPattern();
}
