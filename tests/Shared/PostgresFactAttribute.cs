using Xunit;

namespace CareKpi.Testing.Postgres;

/// <summary>Needs PostgreSQL's programs; skipped where they are not, but never in CI.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute() => Skip = PostgresBinaries.WhyNot;
}
