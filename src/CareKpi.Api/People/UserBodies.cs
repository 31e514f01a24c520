using CareKpi.Api.Problems;

namespace CareKpi.Api.People;

/// <summary>Body of a new user, or of what changes of one: what is absent stays.</summary>
public sealed record UserInput(string? Email, string? Name, string? Role, IReadOnlyList<string>? Teams, string? Agent, bool? Disabled);

public sealed record UserBody(string Id, string Email, string Name, string Role, IReadOnlyList<string> Teams, string? Agent, DateTime CreatedAt, DateTime? LastSeenAt, bool Disabled)
{
    internal static UserBody Of(User user, DateTimeOffset? seen) =>
        new(user.Id, user.Email, user.Name, user.Role.Word(), user.Teams, user.Agent, user.CreatedAt.UtcDateTime, seen?.UtcDateTime, user.Disabled);
}

/// <summary>The only time that <see cref="Token"/> is shown: it signs in once.</summary>
public sealed record InvitedBody(UserBody User, string Token, DateTime ExpiresAt);

public sealed record UserPage(IReadOnlyList<UserBody> Items, bool HasNextPage, string? Cursor);

/// <summary>A checked <see cref="UserInput"/>.</summary>
internal sealed record UserSpec(string Email, string Name, PersonRole Role, IReadOnlyList<string> Teams, string? Agent)
{
    private const int MaxText = 200;
    private const int MaxEmail = 254;
    private const int MaxTeams = 100;

    /// <param name="before">null: a new user.</param>
    public static UserSpec Check(UserInput body, User? before)
    {
        var email = (body.Email ?? before?.Email)?.Trim();
        if (email is null || email.Length > MaxEmail || email.IndexOf('@', StringComparison.Ordinal) is var at && (at <= 0 || at != email.LastIndexOf('@') || at == email.Length - 1) || email.Any(static c => char.IsControl(c) || c == ' '))
        {
            throw ProblemException.BadInput("A user needs an email address.", "email");
        }

        var name = body.Name ?? before?.Name ?? email;
        if (string.IsNullOrWhiteSpace(name) || name.Length > MaxText)
        {
            throw ProblemException.BadInput("A name has 1 to 200 characters.", "name");
        }

        var role = body.Role is null && before is not null ? before.Role : PersonRoles.Parse(body.Role) ?? throw ProblemException.BadInput("The role is 'admin', 'lead' or 'agent'.", "role");
        var teams = role == PersonRole.Lead ? body.Teams ?? before?.Teams ?? [] : [];
        if (role == PersonRole.Lead && (teams.Count is 0 or > MaxTeams || teams.Any(static team => string.IsNullOrEmpty(team) || team.Length > MaxText)))
        {
            throw ProblemException.BadInput("A lead leads 1 to 100 teams: give their keys.", "teams");
        }

        var agent = body.Agent ?? before?.Agent;
        if (agent is { Length: > MaxText } || (role == PersonRole.Agent && string.IsNullOrEmpty(agent)))
        {
            throw ProblemException.BadInput("For the role 'agent', give the key of the agent that this person is; leads and admins may have one, too (\"\": none).", "agent");
        }

        return new(email, name, role, [.. teams.Distinct(StringComparer.Ordinal)], string.IsNullOrEmpty(agent) ? null : agent);
    }
}
