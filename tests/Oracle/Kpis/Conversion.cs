using Oracle.Model;

namespace Oracle.Kpis;

internal static class Conversion
{
    private const long Window = 30 * Time.Day;

    /// <summary>Handled contacts with a customer that a start, renewal or upgrade of that customer followed.</summary>
    public static OracleValue Rate(Question q)
    {
        decimal converted = 0, handled = 0;
        foreach (var contact in q.Handled())
        {
            if (contact.Customer is { } customer)
            {
                handled++;
                converted += q.Model.Lives.TryGetValue(customer, out var life)
                    && life.Purchases.Any(p => p > contact.At && p <= contact.At + Window) ? 1 : 0;
            }
        }

        return OracleValue.Percent(converted, handled);
    }
}
