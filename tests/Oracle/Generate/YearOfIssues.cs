using System.Text.Json.Nodes;
using Oracle.Model;

namespace Oracle.Generate;

/// <summary>One issue of a customer: a call, or a case with its messages; now and then a survey, a complaint, an evaluation, and the customer again.</summary>
internal sealed class YearOfIssues(YearBook book, string customer)
{
    private readonly Dice _dice = book.Dice;
    private readonly string _topic = book.Dice.From(book.Keys.Topics);
    private readonly string _agent = book.Dice.From(book.Keys.Agents);

    public void Tell()
    {
        var at = book.Some();
        if (_dice.Chance(0.55))
        {
            for (var again = true; again; again = _dice.Chance(0.2))
            {
                var contact = Contact(at, null);
                After(at, null, contact);
                at += (long)_dice.Between(3600, 12 * 86_400) * Time.Second;
            }
        }
        else
        {
            Case(at);
        }
    }

    private string Contact(long at, string? @case)
    {
        var key = book.Key("k");
        var outcome = _dice.Weighted(("answered", 85), ("abandoned", 12), ("callback", 3));
        var data = new JsonObject
        {
            ["contact"] = key,
            ["channel"] = @case is null ? book.Channel() : "voice",
            ["direction"] = @case is not null && _dice.Chance(0.3) ? "outbound" : "inbound",
            ["outcome"] = outcome,
            ["wait"] = _dice.Between(0, 1_000) * (_dice.Chance(0.8) ? 0.1m : 1m),
        };
        if (outcome is "answered")
        {
            data["talk"] = _dice.Between(20, 900);
            data["agent"] = _dice.Chance(0.8) ? _agent : _dice.From(book.Keys.Agents);
            book.Maybe(data, "hold", 0.2, () => _dice.Between(1, 200));
            book.Maybe(data, "wrap", 0.5, () => _dice.Between(5, 120));
            book.Maybe(data, "resolved", 0.8, () => _dice.Chance(0.75));
            book.Maybe(data, "escalated", 0.04, () => true);
            book.Maybe(data, "transferred", 0.06, () => true);
            book.Maybe(data, "knowledge", 0.1, () => new JsonArray("kb-1"));
        }

        book.Maybe(data, "team", 0.12, () => _dice.From(book.Keys.Teams));
        book.Maybe(data, "customer", 0.93, () => customer);
        book.Maybe(data, "queue", 0.6, () => _dice.From(book.Keys.Queues));
        book.Maybe(data, "topic", 0.7, () => _dice.Chance(0.8) ? _topic : _dice.From(book.Keys.Topics));
        book.Maybe(data, "tags", 0.2, () => new JsonObject { ["product"] = _dice.From(book.Keys.Products) });
        if (@case is not null)
        {
            data["case"] = @case;
        }

        book.Add("contact.ended", at, data);
        return key;
    }

    private void Case(long at)
    {
        var key = book.Key("c");
        var opened = new JsonObject { ["case"] = key, ["customer"] = customer, ["channel"] = book.Channel(), ["openedBy"] = _dice.Chance(0.85) ? "customer" : "agent" };
        book.Maybe(opened, "priority", 0.5, () => _dice.Pick("low", "normal", "high", "urgent"));
        book.Maybe(opened, "topic", 0.8, () => _topic);
        book.Maybe(opened, "queue", 0.5, () => _dice.From(book.Keys.Queues));
        book.Maybe(opened, "team", 0.3, () => _dice.From(book.Keys.Teams));
        book.Maybe(opened, "tags", 0.3, () => new JsonObject { ["product"] = _dice.From(book.Keys.Products) });
        book.Add("case.opened", at, opened);
        if (_dice.Chance(0.1))
        {
            book.Add("bot.ended", Soon(ref at), new JsonObject { ["session"] = book.Key("b"), ["customer"] = customer, ["channel"] = "bot", ["contained"] = _dice.Chance(0.3), ["case"] = key });
        }

        var owner = new JsonObject { ["case"] = key, ["agent"] = _agent };
        book.Maybe(owner, "team", 0.3, () => _dice.From(book.Keys.Teams));
        book.Add("case.assigned", Soon(ref at), owner);
        for (var rounds = _dice.Between(1, 3); rounds > 0; rounds--)
        {
            Send(key, Soon(ref at));
            if (_dice.Chance(0.6))
            {
                var received = new JsonObject { ["case"] = key, ["customer"] = customer };
                book.Maybe(received, "sentiment", 0.3, () => _dice.Between(-10, 10) / 10m);
                book.Add("message.received", Soon(ref at), received);
            }

            if (_dice.Chance(0.06))
            {
                book.Add(_dice.Pick("case.escalated", "case.transferred"), Soon(ref at), new JsonObject { ["case"] = key, ["agent"] = _dice.From(book.Keys.Agents) });
            }
        }

        var contact = _dice.Chance(0.15) ? Contact(Soon(ref at), key) : null;
        End(key, at);
        After(at, key, contact);
        book.CaseBefore = key;
    }

    private void End(string key, long at)
    {
        if (book.CaseBefore is { } other && _dice.Chance(0.005))
        {
            book.Add("case.merged", Soon(ref at), new JsonObject { ["case"] = key, ["into"] = other });
            return;
        }

        for (var again = _dice.Chance(0.93); again; again = _dice.Chance(0.5))
        {
            var resolved = new JsonObject { ["case"] = key };
            book.Maybe(resolved, "agent", 0.7, () => _dice.Chance(0.9) ? _agent : _dice.From(book.Keys.Agents));
            book.Maybe(resolved, "knowledge", 0.1, () => new JsonArray("kb-2"));
            book.Add("case.resolved", Soon(ref at), resolved);
            if (!_dice.Chance(0.1))
            {
                break;
            }

            book.Add("case.reopened", Soon(ref at), new JsonObject { ["case"] = key });
            Send(key, Soon(ref at));
        }

        if (_dice.Chance(0.4))
        {
            book.Add("case.closed", Soon(ref at), new JsonObject { ["case"] = key, ["by"] = "system" });
        }
    }

    private void Send(string key, long at)
    {
        var sent = new JsonObject { ["case"] = key };
        book.Maybe(sent, "agent", 0.8, () => _dice.Chance(0.9) ? _agent : _dice.From(book.Keys.Agents));
        book.Maybe(sent, "public", 0.15, () => false);
        book.Maybe(sent, "bot", 0.05, () => true);
        book.Maybe(sent, "knowledge", 0.1, () => new JsonArray("kb-1"));
        book.Add("message.sent", at, sent);
    }

    private void After(long at, string? @case, string? contact)
    {
        if (_dice.Chance(0.3))
        {
            Survey(at, @case, contact);
        }

        if (_dice.Chance(0.03))
        {
            var key = book.Key("p");
            var raised = About(new JsonObject { ["complaint"] = key }, @case, contact);
            book.Maybe(raised, "customer", 0.7, () => customer);
            book.Add("complaint.raised", Soon(ref at), raised);
            var resolved = new JsonObject { ["complaint"] = key };
            book.Maybe(resolved, "accepted", 0.5, () => _dice.Chance(0.7));
            book.Add("complaint.resolved", Soon(ref at), resolved);
        }

        if (_dice.Chance(0.05))
        {
            var evaluated = About(new JsonObject { ["evaluation"] = book.Key("e"), ["agent"] = _agent, ["score"] = _dice.Between(40, 100) }, @case, contact);
            book.Maybe(evaluated, "errors", 0.6, () => _dice.Between(0, 2));
            book.Maybe(evaluated, "emotionalConnection", 0.5, () => _dice.Between(0, 100));
            book.Add("quality.evaluated", Soon(ref at), evaluated);
        }
    }

    private void Survey(long at, string? @case, string? contact)
    {
        var key = book.Key("s");
        var kind = _dice.Weighted(("csat", 50), ("nps", 25), ("ces", 20), ("pec", 5));
        var sent = About(new JsonObject { ["survey"] = key, ["kind"] = kind }, @case, contact);
        book.Maybe(sent, "customer", 0.5, () => customer);
        book.Maybe(sent, "channel", 0.3, () => "email");
        book.Add("survey.sent", Soon(ref at), sent);
        if (_dice.Chance(0.6))
        {
            var (min, max) = kind switch { "nps" => (0, 10), "ces" => (1, 7), "pec" => (0, 100), _ => (1, 5) };
            book.Add("survey.answered", Soon(ref at), new JsonObject { ["survey"] = key, ["kind"] = kind, ["score"] = _dice.Between(min, max) });
        }
    }

    private static JsonObject About(JsonObject data, string? @case, string? contact)
    {
        if (@case is not null)
        {
            data["case"] = @case;
        }

        if (contact is not null)
        {
            data["contact"] = contact;
        }

        return data;
    }

    /// <summary>Minutes later, or days.</summary>
    private long Soon(ref long at) => at += (_dice.Chance(0.8) ? _dice.Between(5, 7_200) : _dice.Between(7_200, 3 * 86_400)) * Time.Second;
}
