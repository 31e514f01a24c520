using CareKpi.Testing.Postgres;

namespace CareKpi.EndToEnd.Running;

/// <summary>Needs PostgreSQL's programs; skipped where they are not.</summary>
internal sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute() => Skip = PostgresBinaries.WhyNot;
}
