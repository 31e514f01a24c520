using System.Text.Json;
using System.Text.Json.Nodes;
using CareKpi.Kpis.Definitions;
using CareKpi.Kpis.Disputes;
using CareKpi.Kpis.Events.Erasure;

namespace CareKpi.Engine.Erasure;

/// <summary>A target, a rule, a report or an annotation of a customer keeps its figures under the other key, without what people called it or wrote of it; so does a dispute about an answer of the customer.</summary>
internal static class ErasedDefinition
{
    /// <summary>null: it has nothing of the customer.</summary>
    public static JsonElement? Of(DefinitionCollection collection, JsonElement document, CustomerErasure erasure, Func<string, bool> isOwned) => collection switch
    {
        DefinitionCollection.Disputes => OfDispute(document, isOwned),
        DefinitionCollection.Kpis => null,
        _ => OfScope(document, erasure),
    };

    private static JsonElement? OfScope(JsonElement document, CustomerErasure erasure)
    {
        if (document.ValueKind != JsonValueKind.Object || !document.TryGetProperty("level", out var level) || !level.ValueEquals("customer") || !document.TryGetProperty("key", out var key) || !key.ValueEquals(erasure.Key))
        {
            return null;
        }
        var changed = JsonObject.Create(document)!;
        changed["key"] = erasure.Replacement;
        foreach (var text in (ReadOnlySpan<string>)["name", "text"])
        {
            if (changed.ContainsKey(text))
            {
                changed[text] = erasure.Replacement;
            }
        }
        return JsonSerializer.SerializeToElement(changed);
    }

    private static JsonElement? OfDispute(JsonElement document, Func<string, bool> isOwned)
    {
        var dispute = Dispute.Read("", document);
        var changed = dispute with { Reason = ErasedEvent.NoText, Ruled = Silent(dispute.Ruled), Pending = Silent(dispute.Pending) };
        return changed == dispute || !isOwned(dispute.Survey) ? null : (changed with { Step = dispute.Step + 1 }).ToDocument();
    }

    private static Ruling? Silent(Ruling? ruling) => ruling is null ? null : ruling with { Reason = ErasedEvent.NoText };
}
