using CareKpi.Kpis.Scorecards;

namespace CareKpi.Kpis.Catalogue;

/// <summary>In the order of the catalogue.</summary>
public enum KeyResultArea : byte { Satisfaction, Responsiveness, Resolution, Quality, Efficiency, Loyalty }

/// <summary>Operations, customer-centred, advanced.</summary>
public enum Tier : byte { Basic, Customer, Advanced }

/// <summary>Higher is better, lower is better, neither.</summary>
public enum Direction : byte { Up, Down, None }

/// <summary>What a fact's day is taken from.</summary>
public enum TimeAttribution : byte
{
    /// <summary>The event itself; of responses the reply, of surveys sent the sending.</summary>
    Event,
    /// <summary>The opening of the case.</summary>
    Created,
    /// <summary>The resolution that the KPI speaks of.</summary>
    Resolved,
    /// <summary>When an SLA clock was met, or was due.</summary>
    DueOrMet,
    /// <summary>The contact, whatever followed it.</summary>
    Contact,
    /// <summary>The whole period: its start and its end.</summary>
    Period,
    /// <summary>Just before midnight after the last day.</summary>
    EndOfPeriod,
}

/// <summary>What has to pass before a value can only be changed by a correction.</summary>
public enum SettlingWindow : byte
{
    None,
    /// <summary>The tenant's repeat window after the fact (default 7 days).</summary>
    Repeat,
    /// <summary>A status that is still running counts up to now.</summary>
    RunningStatus,
    /// <summary>48 hours after the session.</summary>
    Hours48,
    /// <summary>30 days after the contact.</summary>
    Days30,
}

/// <summary>What a value is, which says how it is shown and what may be done with it: only counts and sums have a pace.</summary>
public enum ValueKind : byte
{
    /// <summary>A part of a whole in percent, over raw counts.</summary>
    Share,
    /// <summary>A difference of two parts of a whole in percent, −100 to 100.</summary>
    NetShare,
    /// <summary>Sum ÷ number of observations.</summary>
    Mean,
    /// <summary>How many there were in the period.</summary>
    Count,
    /// <summary>How many there are at the end of the period.</summary>
    Stock,
    /// <summary>A part of a time in percent, over seconds.</summary>
    TimeShare,
    /// <summary>A difference of two values in percent, in points.</summary>
    Points,
    /// <summary>So much for each hour or year.</summary>
    Rate,
    /// <summary>A part of an amount of money in percent.</summary>
    MoneyShare,
    /// <summary>How much there was in the period.</summary>
    Sum,
    /// <summary>0 to 100, made of weighed parts.</summary>
    Index,
}

/// <summary>Over what the measures of a KPI may be added, before its formula is applied.</summary>
[Flags]
public enum Additivity : byte { None = 0, Days = 1, Scopes = 2, Both = Days | Scopes }

/// <summary>Levels as the catalogue writes them: T tenant, M team, A agent, C customer.</summary>
[Flags]
public enum Levels : byte
{
    None = 0,
    T = 1,
    M = 2,
    A = 4,
    C = 8,
    TM = T | M,
    MA = M | A,
    TC = T | C,
    TMA = T | M | A,
    TMAC = T | M | A | C,
}

public static class LevelsExtensions
{
    public static bool Has(this Levels levels, Level level) => (levels & (Levels)(1 << (int)level)) != Levels.None;
}

/// <summary>Symbols of units, as the catalogue writes them and reads serve them.</summary>
public static class Units
{
    public const string Percent = "%";
    public const string Seconds = "s";
    public const string Number = "n";
    public const string PerHour = "per h";
    public const string Money = "money";
    public const string MoneyPerYear = "money/yr";
    public const string Points = "points";
    public const string OneToFive = "1–5";
    public const string ZeroToHundred = "0–100";
    public const string MinusHundredToHundred = "−100…100";
    public const string MinusOneToOne = "−1…1";

    public static IReadOnlyList<string> All { get; } = [Percent, Seconds, Number, PerHour, Money, MoneyPerYear, Points, OneToFive, ZeroToHundred, MinusHundredToHundred, MinusOneToOne];
}
