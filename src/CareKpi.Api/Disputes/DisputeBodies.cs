using CareKpi.Api.Access;
using CareKpi.Api.Node;
using CareKpi.Kpis.Disputes;

namespace CareKpi.Api.Disputes;

// The shapes of docs/contracts/management-api.md, "Disputes of surveys".

/// <summary><see cref="Survey"/>: the key of one that was answered.</summary>
public sealed record DisputeInput(string Survey, string Reason);

public sealed record DecisionInput(bool Exclude, string Reason);

/// <summary><see cref="State"/>: open, excluded, kept or withdrawn. <see cref="Decision"/>: the reason of who decided. Agents whom the caller may not see are not named.</summary>
public sealed record DisputeBody(string Id, string Survey, string? Agent, string? Team, DateTime AnsweredAt, string Kind, double? Score, string? Comment, string Reason, DateTime RaisedAt, string? RaisedBy, string State,
    DateTime? DecidedAt, string? DecidedBy, string? Decision)
{
    /// <param name="comment">It is in the log, and nowhere else.</param>
    internal static DisputeBody Of(Dispute dispute, string? comment, Sight sight)
    {
        var isNamed = dispute.Agent is not { } agent || sight.SeesAgent(agent);
        return new(
            dispute.Id, dispute.Survey, isNamed ? dispute.Agent : null, dispute.Team, Instants.At(dispute.AnsweredAt), dispute.Kind, dispute.Score, comment, dispute.Reason, Instants.At(dispute.RaisedAt), isNamed ? dispute.RaisedBy.Name : null, Word(dispute.State),
            Instants.At(dispute.Ruled?.At), dispute.Ruled?.By.Name, dispute.Ruled?.Reason);
    }

    internal static string Word(DisputeState state) => state switch { DisputeState.Open => "open", DisputeState.Excluded => "excluded", DisputeState.Kept => "kept", _ => "withdrawn" };
}

public sealed record DisputePage(IReadOnlyList<DisputeBody> Items, bool HasNextPage, string? Cursor);
