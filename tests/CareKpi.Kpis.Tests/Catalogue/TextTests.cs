using System.Text.RegularExpressions;
using CareKpi.Kpis.Catalogue;
using Xunit;

namespace CareKpi.Kpis.Tests.Catalogue;

/// <summary>Names and descriptions in four languages, each in its own script.</summary>
public sealed partial class TextTests
{
    public static TheoryData<string> Codes => [.. KpiRegistry.BuiltIn.All.Select(kpi => kpi.Code)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_language_has_a_name_and_a_description(string code)
    {
        var kpi = Evaluate.Kpi(code);
        foreach (var texts in (LocalizedText[])[kpi.Names, kpi.Descriptions])
        {
            Assert.Equal(["en", "zh-Hant", "zh-Hans", "ms"], texts.ByLocale.Select(text => text.Key), StringComparer.Ordinal);
            Assert.All(texts.ByLocale, text =>
            {
                Assert.False(string.IsNullOrWhiteSpace(text.Value));
                Assert.Equal(text.Value.Trim(), text.Value);
            });
            Assert.NotEqual(texts.En, texts.Ms, StringComparer.Ordinal);
        }

        Assert.All((string[])[kpi.Descriptions.En, kpi.Descriptions.Ms], text => Assert.EndsWith(".", text, StringComparison.Ordinal));
        Assert.All((string[])[kpi.Descriptions.ZhHant, kpi.Descriptions.ZhHans], text => Assert.EndsWith("。", text, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void No_text_mixes_scripts(string code)
    {
        var kpi = Evaluate.Kpi(code);
        foreach (var texts in (LocalizedText[])[kpi.Names, kpi.Descriptions])
        {
            Assert.Empty(Script.SimplifiedIn(texts.ZhHant));
            Assert.Empty(Script.TraditionalIn(texts.ZhHans));
            Assert.True(Script.IsChinese(texts.ZhHant) && Script.IsChinese(texts.ZhHans));
            Assert.False(Script.IsChinese(texts.En) || Script.IsChinese(texts.Ms));
            Assert.DoesNotMatch(LatinWord(), texts.ZhHant);
            Assert.DoesNotMatch(LatinWord(), texts.ZhHans);
            if (Script.TraditionalIn(texts.ZhHant).Any())
            {
                Assert.NotEqual(texts.ZhHant, texts.ZhHans, StringComparer.Ordinal);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Descriptions_name_numerator_and_denominator(string code)
    {
        var kpi = Evaluate.Kpi(code);
        if (kpi.Kind is ValueKind.Count or ValueKind.Stock or ValueKind.Sum)
        {
            return;
        }

        Assert.All(kpi.Descriptions.ByLocale, text => Assert.Contains('÷', text.Value));
        if (kpi.Kind is ValueKind.Share or ValueKind.NetShare or ValueKind.TimeShare or ValueKind.MoneyShare)
        {
            Assert.All(kpi.Descriptions.ByLocale, text => Assert.Contains("× 100", text.Value, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void No_two_KPIs_share_a_name_in_a_language() => Assert.All(
        KpiRegistry.BuiltIn.All.SelectMany(kpi => kpi.Names.ByLocale).CountBy(name => name),
        name => Assert.Equal(1, name.Value));

    /// <summary>SLA is so called in the table of the contract.</summary>
    [GeneratedRegex("(?<![A-Za-z])(?!SLA(?![A-Za-z]))[A-Za-z]{2,}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LatinWord();
}
