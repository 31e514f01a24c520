using CareKpi.Engine.Intake;
using CareKpi.Engine.Stores;
using CareKpi.Engine.Tests.Properties;

namespace CareKpi.Engine.Tests.Simulation;

/// <summary>A tenant beside the others whose state nobody can read: whoever wakes it fails, again and again. Nobody else is to notice.</summary>
internal sealed class Wreck(Random random)
{
    private const string Key = "wreck";
    private int knocks = 20;

    public static async Task SinkAsync(IStateStore state) => await state.WriteAsync(Key, 1, [new StateWrite(IntakeGrain.RecordKey.ToBytes(0), "no row of a tenant"u8.ToArray())], CancellationToken.None);

    public async Task KnockAsync(Life life)
    {
        while (knocks > 0)
        {
            knocks--;
            if (await IsTakenAsync(life))
            {
                throw new InvalidOperationException("a tenant that nobody can read took an event");
            }
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(1_000)), life.Time);
        }
    }

    private static async Task<bool> IsTakenAsync(Life life)
    {
        try
        {
            await Sent.ToAsync(life.Of(Key), Sent.Opened("1", "2026-03-02T08:00:00Z", "a"));
            return true;
        }
        catch (Exception)
        {
            return false;
        }
    }
}
