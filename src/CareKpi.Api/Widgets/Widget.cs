namespace CareKpi.Api.Widgets;

/// <summary>What may be embedded where. <see cref="Kpis"/> null: all of a level.</summary>
internal sealed record Widget(string Id, string Name, IReadOnlyList<string> Origins, IReadOnlyList<string> Levels, IReadOnlyList<string>? Kpis);

public sealed record NewWidget(string? Name, IReadOnlyList<string>? Origins, IReadOnlyList<string>? Levels, IReadOnlyList<string>? Kpis);

public sealed record WidgetBody(string Id, string Name, IReadOnlyList<string> Origins, IReadOnlyList<string> Levels, IReadOnlyList<string>? Kpis);

public sealed record WidgetPage(IReadOnlyList<WidgetBody> Items, bool HasNextPage, string? Cursor);

public sealed record NewWidgetToken(string? Level, string? Key, IReadOnlyList<string>? Kpis, string? Origin);

/// <summary><see cref="Token"/>: for the <c>Authorization</c> header of the widget's page.</summary>
public sealed record WidgetTokenBody(string Token, DateTime ExpiresAt);

public sealed record WidgetOrigins(IReadOnlyList<string> Origins);

/// <summary>A public key of RFC 7517.</summary>
public sealed record WidgetKeyBody(string Kty, string Use, string Alg, string Crv, string Kid, string X, string Y);

public sealed record WidgetKeySet(IReadOnlyList<WidgetKeyBody> Keys);
