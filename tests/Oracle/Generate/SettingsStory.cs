using System.Text.Json.Nodes;

namespace Oracle.Generate;

internal static class SettingsStory
{
    public static string Tell(Dice dice, Instants instants)
    {
        var history = new JsonArray(new JsonObject { ["validFrom"] = "beginning", ["settings"] = Step(dice, first: true) });
        var at = long.MinValue;
        for (var i = dice.Between(0, 2); i > 0; i--)
        {
            at = at == long.MinValue ? instants.Next() : instants.After(at + 1);
            history.Add(new JsonObject { ["validFrom"] = Draft.Written(at, 0, ""), ["settings"] = Step(dice, first: false) });
        }

        return history.ToJsonString();
    }

    private static JsonObject Step(Dice dice, bool first)
    {
        var settings = new JsonObject();
        if (first)
        {
            settings["tagDimensions"] = new JsonArray("product");
        }

        if (dice.Chance(0.5))
        {
            var level = new JsonObject();
            if (dice.Chance(0.5))
            {
                level["mode"] = dice.Pick("answeredAndAbandonedInTime", "answeredOnly", "allOffered", "excludeAbandonedInTime", "shortAsMet", "excludeShort");
            }

            if (dice.Chance(0.6))
            {
                level["thresholds"] = new JsonObject { ["voice"] = dice.Pick(5, 20, 30), ["web"] = 60 };
            }

            if (dice.Chance(0.6))
            {
                level["shortAbandon"] = new JsonObject { ["voice"] = 5, ["chat"] = dice.Pick(3, 20) };
            }

            settings["serviceLevel"] = level;
        }

        if (dice.Chance(0.4))
        {
            settings["repeatWindowDays"] = dice.Pick(1, 2, 3, 7);
        }

        if (dice.Chance(0.4))
        {
            settings["businessHours"] = BusinessHours(dice);
        }
        else if (!first && dice.Chance(0.1))
        {
            settings["businessHours"] = null;
        }

        if (dice.Chance(0.3))
        {
            settings["slaPolicies"] = new JsonArray(
                new JsonObject { ["priority"] = new JsonArray("high", "urgent"), ["firstResponse"] = 600, ["resolution"] = 7200, ["clock"] = dice.Pick("business", "calendar") },
                new JsonObject { ["firstResponse"] = 3600, ["nextResponse"] = 3600, ["resolution"] = 86_400, ["pauseOnCustomer"] = dice.Chance(0.5) });
        }

        if (dice.Chance(0.4))
        {
            settings["health"] = new JsonObject
            {
                ["weights"] = new JsonObject { ["satisfaction"] = dice.Pick(0m, 0.5m, 40m), ["sentiment"] = dice.Pick(0m, 20m), ["openCases"] = dice.Pick(0m, 1000m), ["recency"] = dice.Pick(1m, 12.25m) },
            };
        }

        return settings;
    }

    private static JsonObject BusinessHours(Dice dice)
    {
        var hours = new JsonObject();
        foreach (var day in (string[])["mon", "tue", "wed", "thu", "fri", "sat", "sun"])
        {
            if (dice.Chance(0.8))
            {
                hours[day] = dice.Chance(0.5)
                    ? new JsonArray(new JsonArray("09:00", "18:00"))
                    : new JsonArray(new JsonArray("08:00", "12:00"), new JsonArray("13:30", "17:00"));
            }
        }

        return new JsonObject { ["hours"] = hours, ["holidays"] = new JsonArray("2026-03-09", "2025-11-03") };
    }
}
