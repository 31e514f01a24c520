using System.Text.Json;
using CareKpi.Kpis.Settings;
using Xunit;

namespace CareKpi.Kpis.Tests.Settings;

public class OidcSettingsTests
{
    [Fact]
    public void WhatIsNotSaidTakesItsDefault()
    {
        var issuer = Assert.Single(Of("""{"issuer":"https://login.example.com","audience":"carekpi"}"""));
        Assert.Equal(("https://login.example.com", "carekpi", null, null), (issuer.Issuer, issuer.Audience, issuer.ClientId, issuer.ClientSecret));
        Assert.Equal(["RS256", "ES256"], issuer.Algorithms);
        Assert.Equal(new OidcClaims("carekpi_role", "carekpi_teams", "carekpi_agent"), issuer.Claims);
        Assert.Empty(issuer.Roles);
    }

    [Fact]
    public void NothingSaidIsNoIssuer()
    {
        Assert.Empty(OidcSettings.Of(JsonElement.Parse("{}")));
        Assert.Empty(OidcSettings.Of(JsonElement.Parse("""{"oidc":null}""")));
        Assert.Empty(OidcSettings.Of(JsonElement.Parse("""{"oidc":{}}""")));
    }

    [Theory]
    [InlineData("""{"audience":"a"}""", "issuer")]
    [InlineData("""{"issuer":"login.example.com","audience":"a"}""", "issuer")]
    [InlineData("""{"issuer":"ftp://login.example.com","audience":"a"}""", "issuer")]
    [InlineData("""{"issuer":"https://login.example.com?x=1","audience":"a"}""", "issuer")]
    [InlineData("""{"issuer":"https://user:secret@login.example.com","audience":"a"}""", "issuer")]
    [InlineData("""{"issuer":"https://login.example.com"}""", "audience")]
    [InlineData("""{"issuer":"https://login.example.com","audience":"a","algorithms":["none"]}""", "algorithms[0]")]
    [InlineData("""{"issuer":"https://login.example.com","audience":"a","algorithms":["HS256"]}""", "algorithms[0]")]
    [InlineData("""{"issuer":"https://login.example.com","audience":"a","algorithms":[]}""", "algorithms")]
    [InlineData("""{"issuer":"https://login.example.com","audience":"a","roles":{"x":"boss"}}""", "roles.x")]
    [InlineData("""{"issuer":"https://login.example.com","audience":"a","claims":{"rôle":"x"}}""", "claims.rôle")]
    [InlineData("""{"issuer":"https://login.example.com","audience":"a","secret":"s3cret"}""", "secret")]
    [InlineData("""{"issuer":"https://login.example.com","audience":"a","clientSecret":{"s3cret":1}}""", "clientSecret")]
    public void WhatDoesNotHoldIsRefusedWithItsPlaceAndWithoutWhatWasGiven(string issuer, string path)
    {
        var refused = Assert.Throws<SettingsException>(() => Of(issuer));
        Assert.Equal("oidc.issuers[0]." + path, refused.Path);
        Assert.DoesNotContain("s3cret", refused.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void AnIssuerIsGivenOnce() => Assert.Throws<SettingsException>(() => Of("""{"issuer":"https://login.example.com","audience":"a"},{"issuer":"https://login.example.com","audience":"b"}"""));

    [Theory]
    [InlineData("""{}""", AgentViewers.All)]
    [InlineData("""{"visibility":null}""", AgentViewers.All)]
    [InlineData("""{"visibility":{}}""", AgentViewers.All)]
    [InlineData("""{"visibility":{"agents":[]}}""", AgentViewers.None)]
    [InlineData("""{"visibility":{"agents":["lead","admin"]}}""", AgentViewers.Admin | AgentViewers.Lead)]
    [InlineData("""{"visibility":{"agents":["self"]}}""", AgentViewers.Self)]
    public void VisibilityNamesWhoSeesAgents(string settings, AgentViewers viewers) => Assert.Equal(viewers, Visibility.Of(JsonElement.Parse(settings)));

    [Theory]
    [InlineData("""{"visibility":{"agents":["everybody"]}}""")]
    [InlineData("""{"visibility":{"agents":"admin"}}""")]
    [InlineData("""{"visibility":{"teams":[]}}""")]
    [InlineData("""{"visibility":["admin"]}""")]
    public void VisibilityOfAnotherFormIsRefused(string settings) => Assert.Throws<SettingsException>(() => Visibility.Of(JsonElement.Parse(settings)));

    private static IReadOnlyList<OidcIssuer> Of(string issuers) => OidcSettings.Of(JsonElement.Parse("{\"oidc\":{\"issuers\":[" + issuers + "]}}"));
}
