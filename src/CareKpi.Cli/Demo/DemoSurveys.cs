namespace CareKpi.Cli.Demo;

/// <summary>What customers are asked and answer. Angry ones answer more often.</summary>
internal sealed class DemoSurveys(DemoDay day)
{
    public void Write(double mood, DateTime after, string about, string id, DemoCustomer customer, string topic, string channel)
    {
        var random = day.Random;
        if (!random.Chance(0.28))
        {
            return;
        }

        var (kind, survey) = (random.Next() switch { < 0.6 => "csat", < 0.8 => "nps", < 0.95 => "ces", _ => "pec" }, day.Key("survey"));
        day.AddNamed("care.survey.sent", survey + "/sent", after.AddMinutes(2), Head());
        if (!random.Chance(mood < 0.4 ? 0.6 : 0.45))
        {
            return;
        }

        var felt = Math.Clamp(mood + ((random.Next() + random.Next() - 1) * 0.3), 0, 0.999);
        var score = kind switch { "csat" => 1 + (int)(felt * 5), "nps" => (int)(Math.Min(0.999, felt + 0.025) * 11), "pec" => (int)(felt * 100), _ => 1 + (int)(Math.Max(0, felt - 0.04) * 7) };
        day.AddNamed("care.survey.answered", survey, after.AddMinutes(random.Between(5, 600)), [.. Head(), ("score", score), ("comment", random.Chance(0.5) ? DemoTexts.Opinion(felt, topic, random) : null)]);

        (string Name, object? Value)[] Head() => [("survey", survey), ("kind", kind), (about, id), ("customer", customer.Key), ("channel", channel)];
    }
}
