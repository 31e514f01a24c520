using System.Globalization;

namespace CareKpi.Cli.Demo;

/// <summary>A customer's life with the company, known from its beginning.</summary>
internal sealed record DemoCustomer(int Index, string Key, string Name, string Segment, string Region, int Mrr, string Product, DateOnly Started, DateOnly? Ended, string? Reason, DateOnly? Changed, int NewMrr, bool ComplainedOfOutage)
{
    private static readonly string[] Segments = ["consumer", "consumer", "consumer", "consumer", "family", "family", "small business", "small business", "enterprise"];
    private static readonly string[] Regions = ["Klang Valley", "Klang Valley", "Klang Valley", "Penang", "Johor", "East Coast", "Sabah & Sarawak"];
    private static readonly string[] Products = ["fibre", "mobile", "mobile"];
    private static readonly string[] Reasons = ["price", "price", "competitor offer", "competitor offer", "moved away", "service", "coverage"];

    public bool IsActive(DateOnly day) => day >= Started && !(Ended <= day);

    public int MrrOn(DateOnly day) => Changed <= day ? NewMrr : Mrr;

    public static DemoCustomer Of(int index, DemoSize size, DemoStory story)
    {
        var random = SeededRandom.For(size.Seed, 2, index);
        var segment = random.Pick(Segments);
        var mrr = segment switch { "enterprise" => random.Between(60, 250) * 10, "small business" => random.Between(14, 40) * 10, "family" => random.Between(110, 220), _ => random.Between(45, 130) };
        // Four of five were there before; the others come in the course of the story.
        var started = random.Chance(0.8) ? size.First.AddDays(-1 - random.Next(1000)) : size.First.AddDays(random.Next(size.Days));
        var since = started < size.First ? size.First : started;
        var stays = (int)(-2300 * Math.Log(1 - random.Next()));
        var (ended, reason) = stays < size.Days ? (since.AddDays(1 + stays), random.Pick(Reasons)) : ((DateOnly?)null, (string?)null);
        var complains = random.Chance(0.035) && started < story.OutageFrom && !(ended <= story.OutageTo);
        if (complains && random.Chance(0.4))
        {
            (ended, reason) = (story.OutageTo.AddDays(random.Between(12, 58)), random.Chance(0.7) ? "network outage" : "service");
        }

        var changed = random.Chance(0.14) ? since.AddDays(random.Next(size.Days)) : (DateOnly?)null;
        return new(index, string.Create(CultureInfo.InvariantCulture, $"c-{index + 1:00000}"), DemoNames.Next(random), segment, random.Pick(Regions), mrr, segment == "enterprise" ? "leased line" : random.Pick(Products),
            started, ended > size.Until.AddDays(1) ? null : ended, reason, changed < ended || ended is null ? changed : null, random.Chance(0.68) ? mrr * 5 / 4 : mrr * 4 / 5, complains);
    }
}
