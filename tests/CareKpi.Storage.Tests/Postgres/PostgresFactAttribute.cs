using CareKpi.Testing.Postgres;
using Xunit;

namespace CareKpi.Storage.Tests.Postgres;

/// <summary>Needs PostgreSQL's programs; skipped where they are not.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute() => Skip = PostgresBinaries.WhyNot;
}
