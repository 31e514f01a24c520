using Oracle.Model;

namespace Oracle.Kpis;

internal static class SelfService
{
    private const long Window = 2 * Time.Day;

    /// <summary>Sessions of a customer who made no contact within 48 h ÷ (those + contacts).</summary>
    public static OracleValue Rate(Question q)
    {
        decimal deflected = 0;
        foreach (var session in q.Model.Of("selfservice.ended").LastOfEach("session"))
        {
            var place = new Place(session.At, default, session.Customer, Slice.None with { Topic = session.Data.Text("topic") });
            if (session.Customer is { } customer && q.Takes(place))
            {
                deflected += q.Model.Further.In(customer, session.At, Window).Any() ? 0 : 1;
            }
        }

        var contacts = q.Contacts().Count(c => c.Inbound) + q.Openings().Count(c => c.ByCustomer && c.Contacts.Count == 0);
        return OracleValue.Percent(deflected, deflected + contacts);
    }
}
