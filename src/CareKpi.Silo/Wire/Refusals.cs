using CareKpi.Engine.Grains;
using CareKpi.Engine.Intake;
using CareKpi.Kpis.Definitions;
using CareKpi.Kpis.Scorecards;
using CareKpi.Kpis.Settings;
using CareKpi.Silo.Grains;

namespace CareKpi.Silo.Wire;

// What grains refuse with, as messages: without these the caller would see the type, and none of what it says.

[GenerateSerializer, Alias("carekpi.unavailable")]
internal struct UnavailableSurrogate
{
    [Id(0)]
    public string Message;

    [Id(1)]
    public TimeSpan RetryAfter;

    [Id(2)]
    public string? Remedy;
}

[RegisterConverter]
internal sealed class UnavailableConverter : IConverter<UnavailableException, UnavailableSurrogate>
{
    public UnavailableException ConvertFromSurrogate(in UnavailableSurrogate surrogate) => new(surrogate.Message, surrogate.RetryAfter) { Remedy = surrogate.Remedy };

    public UnavailableSurrogate ConvertToSurrogate(in UnavailableException value) => new() { Message = value.Message, RetryAfter = value.RetryAfter, Remedy = value.Remedy };
}

[GenerateSerializer, Alias("carekpi.read-problem")]
internal struct ReadProblemSurrogate
{
    [Id(0)]
    public string Code;

    [Id(1)]
    public string Message;

    [Id(2)]
    public string? Field;
}

[RegisterConverter]
internal sealed class ReadProblemConverter : IConverter<ReadProblemException, ReadProblemSurrogate>
{
    public ReadProblemException ConvertFromSurrogate(in ReadProblemSurrogate surrogate) => new(surrogate.Code, surrogate.Message, surrogate.Field);

    public ReadProblemSurrogate ConvertToSurrogate(in ReadProblemException value) => new() { Code = value.Code, Message = value.Message, Field = value.Field };
}

[GenerateSerializer, Alias("carekpi.settings-refused")]
internal struct SettingsSurrogate
{
    [Id(0)]
    public string Path;

    [Id(1)]
    public string Problem;
}

[RegisterConverter]
internal sealed class SettingsConverter : IConverter<SettingsException, SettingsSurrogate>
{
    public SettingsException ConvertFromSurrogate(in SettingsSurrogate surrogate) => new(surrogate.Path, surrogate.Problem);

    public SettingsSurrogate ConvertToSurrogate(in SettingsException value) => new() { Path = value.Path, Problem = value.Problem };
}

[GenerateSerializer, Alias("carekpi.no-tenant")]
internal struct TenantNotFoundSurrogate
{
    [Id(0)]
    public string Tenant;
}

[RegisterConverter]
internal sealed class TenantNotFoundConverter : IConverter<TenantNotFoundException, TenantNotFoundSurrogate>
{
    public TenantNotFoundException ConvertFromSurrogate(in TenantNotFoundSurrogate surrogate) => new(surrogate.Tenant);

    public TenantNotFoundSurrogate ConvertToSurrogate(in TenantNotFoundException value) => new() { Tenant = value.Tenant };
}

[GenerateSerializer, Alias("carekpi.definition-refused")]
internal struct DefinitionSurrogate
{
    [Id(0)]
    public string Message;

    [Id(1)]
    public string? Field;

    [Id(2)]
    public int? Position;

    [Id(3)]
    public int? Length;
}

[RegisterConverter]
internal sealed class DefinitionConverter : IConverter<DefinitionException, DefinitionSurrogate>
{
    public DefinitionException ConvertFromSurrogate(in DefinitionSurrogate surrogate) => new(surrogate.Message, surrogate.Field) { Position = surrogate.Position, Length = surrogate.Length };

    public DefinitionSurrogate ConvertToSurrogate(in DefinitionException value) => new() { Message = value.Message, Field = value.Field, Position = value.Position, Length = value.Length };
}

[GenerateSerializer, Alias("carekpi.writer-moved")]
internal struct WriterMovedSurrogate
{
    [Id(0)]
    public string Message;
}

[RegisterConverter]
internal sealed class WriterMovedConverter : IConverter<WriterMovedException, WriterMovedSurrogate>
{
    public WriterMovedException ConvertFromSurrogate(in WriterMovedSurrogate surrogate) => new(surrogate.Message);

    public WriterMovedSurrogate ConvertToSurrogate(in WriterMovedException value) => new() { Message = value.Message };
}
