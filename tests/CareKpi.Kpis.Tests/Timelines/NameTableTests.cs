using System.Globalization;
using System.Text;
using CareKpi.Kpis.Timelines;
using Xunit;

namespace CareKpi.Kpis.Tests.Timelines;

public sealed class NameTableTests
{
    [Fact]
    public void Every_name_has_one_number_from_1_on_and_none_is_0()
    {
        var names = new NameTable();
        Assert.Equal((0, 0), (names.Intern(""), names.Find("ann")));
        Assert.Equal((1, 2, 1), (names.Intern("ann"), names.Intern("bob"), names.Intern("ann")));
        Assert.Equal((1, 2, 0, 3), (names.Find("ann"), names.Find("bob"), names.Find("cid"), names.Next));
        Assert.Equal(("ann", ""), (names.Text(1), names.Text(0)));
    }

    [Fact]
    public void It_keeps_all_names_while_it_grows()
    {
        var names = new NameTable();
        for (var i = 1; i <= 20_000; i++)
        {
            Assert.Equal(i, names.Intern(Name(i)));
        }
        Assert.All(Enumerable.Range(1, 20_000), i => Assert.Equal((i, Name(i)), (names.Find(Name(i)), names.Text(i))));
        Assert.Equal(0, names.Find(Name(20_001)));
    }

    [Fact]
    public void Names_are_compared_by_their_bytes()
    {
        var names = new NameTable();
        var (z, a, umlaut, upper, none) = (names.Intern("z"), names.Intern("a"), names.Intern("ä"), names.Intern("Z"), 0);
        Assert.True(names.Compare(a, z) < 0 && names.Compare(z, a) > 0 && names.Compare(upper, a) < 0 && names.Compare(z, umlaut) < 0 && names.Compare(none, upper) < 0);
        Assert.Equal(0, names.Compare(a, a));
    }

    [Fact]
    public void What_was_saved_comes_back_in_order_and_a_gap_is_told()
    {
        var names = new NameTable();
        names.Restore(1, "ann"u8.ToArray());
        names.Restore(2, "bob"u8.ToArray());
        Assert.Equal((2, 3), (names.Find("bob"), names.Intern("cid")));
        Assert.Throws<InvalidDataException>(() => names.Restore(5, "eve"u8.ToArray()));
    }

    [Fact]
    public void A_reader_finds_every_name_that_was_there_when_it_got_its_number()
    {
        var names = new NameTable();
        var last = 0;
        var wrong = new List<string>();
        var reader = new Thread(() =>
        {
            var random = new Random(3);
            while (Volatile.Read(ref last) is var seen and < 30_000)
            {
                var asked = random.Next(0, seen) + 1;
                if (seen > 0 && (names.Find(Encoding.UTF8.GetBytes(Name(asked))) != asked || !string.Equals(names.Text(asked), Name(asked), StringComparison.Ordinal)))
                {
                    wrong.Add(Name(asked));
                }
            }
        });
        reader.Start();
        for (var i = 1; i <= 30_000; i++)
        {
            Volatile.Write(ref last, names.Intern(Name(i)));
        }
        reader.Join();
        Assert.Empty(wrong);
    }

    private static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"name of an agent {number}");
}
