using CareKpi.Kpis.Timelines;

namespace CareKpi.Kpis.Facts;

/// <summary>The answer of a survey, whom it is credited to, and the last ruling on whether it counts; null: nobody has ruled.</summary>
public readonly record struct AnsweredSurvey(DossierEvent Answer, Credit Credit, DossierEvent? Ruling);
