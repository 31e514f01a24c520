using CareKpi.Kpis.Measures;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace CareKpi.Kpis.Tests.Measures;

public sealed class MeasureSetLawTests
{
    private static readonly Config s_config = Config.QuickThrowOnFailure.WithMaxTest(400);

    [Fact]
    public void Merging_is_commutative() => Check((a, b, _) =>
        Same(Merged(Amount.SetOf(a), Amount.SetOf(b)), Merged(Amount.SetOf(b), Amount.SetOf(a))));

    [Fact]
    public void Merging_is_associative() => Check((a, b, c) =>
        Same(Merged(Merged(Amount.SetOf(a), Amount.SetOf(b)), Amount.SetOf(c)), Merged(Amount.SetOf(a), Merged(Amount.SetOf(b), Amount.SetOf(c)))));

    [Fact]
    public void A_set_of_all_amounts_is_the_merge_of_their_sets_in_any_order() => Check((a, b, _) =>
        Same(Amount.SetOf([.. b.Reverse(), .. a.Reverse()]), Merged(Amount.SetOf(a), Amount.SetOf(b))));

    [Fact]
    public void Subtracting_undoes_adding_to_the_byte() => Check((a, b, _) =>
    {
        var set = Amount.SetOf(a);
        set.Merge(Amount.SetOf(b));
        set.Merge(Amount.SetOf(b), -1);
        return Same(set, Amount.SetOf(a));
    });

    [Fact]
    public void Taking_back_every_amount_leaves_a_set_equal_to_a_new_one() => Check((a, _, _) =>
    {
        var set = Amount.SetOf([.. a, .. a.Select(x => x with { Weight = -x.Weight })]);
        return set.IsZero && set.Encoded().Length == 0;
    });

    [Fact]
    public void Merging_encoded_bytes_is_merging_the_set() => Check((a, b, _) =>
    {
        var set = Amount.SetOf(a);
        set.MergeFrom(Amount.SetOf(b).Encoded(), -1);
        var expected = Amount.SetOf(a);
        expected.Merge(Amount.SetOf(b), -1);
        return Same(set, expected);
    });

    [Fact]
    public void Decoding_gives_back_what_was_encoded() => Check((a, _, _) =>
    {
        var (set, decoded) = (Amount.SetOf(a), MeasureSet.Decode(Amount.SetOf(a).Encoded()));
        return Same(set, decoded) && a.All(x => set.Sum(x.Measure) == decoded.Sum(x.Measure) && Moments(set, x.Measure) == Moments(decoded, x.Measure));
    });

    [Fact]
    public void Moments_do_not_depend_on_bins() => Check((a, b, _) =>
    {
        var (with, without) = (Amount.SetOf([.. a, .. b]), Amount.SetOf(a, keepsBins: false));
        without.Merge(Amount.SetOf(b));
        var decoded = MeasureSet.Decode(with.Encoded(), keepsBins: false);
        return Same(without, decoded) && a.All(x => Moments(with, x.Measure) == Moments(without, x.Measure) && without.Samples(x.Measure).Sketch is null);
    });

    [Fact]
    public void A_clone_shares_nothing() => Check((a, b, _) =>
    {
        var set = Amount.SetOf(a);
        var clone = set.Clone();
        clone.Merge(Amount.SetOf(b));
        set.Merge(set, -1);
        return set.IsZero && Same(clone, Amount.SetOf([.. a, .. b]));
    });

    [Fact]
    public void A_cleared_set_is_as_good_as_new() => Check((a, b, _) =>
    {
        var set = Amount.SetOf(a);
        set.Clear();
        var empty = set.IsZero && set.Encoded().Length == 0;
        set.Merge(Amount.SetOf(b));
        return empty && Same(set, Amount.SetOf(b));
    });

    [Fact]
    public void Bytes_cut_off_anywhere_are_refused_or_a_shorter_set_and_a_refusal_changes_nothing() => Check((a, b, _) =>
    {
        var encoded = Amount.SetOf(b).Encoded();
        var set = Amount.SetOf(a);
        for (var length = 0; length < encoded.Length; length++)
        {
            try
            {
                set.MergeFrom(encoded.AsSpan(0, length));
                set.MergeFrom(encoded.AsSpan(0, length), -1);
            }
            catch (InvalidDataException)
            {
            }
        }
        return Same(set, Amount.SetOf(a));
    });

    private static void Check(Func<Amount[], Amount[], Amount[], bool> law)
    {
        var amounts = Amount.Arbitrary();
        FsCheck.Check.One(s_config, Prop.ForAll(amounts, amounts, amounts, law));
    }

    private static MeasureSet Merged(MeasureSet a, MeasureSet b)
    {
        var merged = a.Clone();
        merged.Merge(b);
        return merged;
    }

    private static bool Same(MeasureSet a, MeasureSet b) => a.Encoded().AsSpan().SequenceEqual(b.Encoded());

    private static (long, long, Int128) Moments(MeasureSet set, Measure measure)
    {
        var samples = set.Samples(measure);
        return (samples.Count, samples.Sum, samples.Squares);
    }
}
