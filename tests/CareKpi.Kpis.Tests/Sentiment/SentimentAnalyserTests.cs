using System.Text;
using CareKpi.Kpis.Sentiment;
using Xunit;

namespace CareKpi.Kpis.Tests.Sentiment;

public sealed class SentimentAnalyserTests
{
    [Theory]
    // English
    [InlineData("The agent was wonderful, thank you so much!", 1)]
    [InlineData("Great service. I'd recommend them.", 1)]
    [InlineData("Worst support ever, I have been on hold for two hours", -1)]
    [InlineData("My refund has not arrived and nobody answers", -1)]
    [InlineData("I can't log in", -1)]
    [InlineData("The app is not good", -1)]
    [InlineData("This isn't helpful at all", -1)]
    [InlineData("The food was great, but the waiter was rude and slow.", -1)]
    [InlineData("Delivery was slow, but everything is perfect now!", 1)]
    [InlineData("Where can I change my address?", 0)]
    [InlineData("Thanks for nothing", -1)]
    [InlineData("sooooo goooood", 1)]
    // 繁體
    [InlineData("客服人員非常親切，謝謝你們！", 1)]
    [InlineData("東西很好用，推薦給大家", 1)]
    [InlineData("等了兩個小時還沒有人接電話，太誇張了", -1)]
    [InlineData("我對這次的服務不滿意", -1)]
    [InlineData("服務不是很好", -1)]
    [InlineData("價格便宜，但是態度很差，爛透了", -1)]
    [InlineData("請問營業時間", 0)]
    // 简体
    [InlineData("客服态度很好，问题解决了，感谢！", 1)]
    [InlineData("物流很快，质量不错，点赞", 1)]
    [InlineData("垃圾软件，天天闪退，再也不用了", -1)]
    [InlineData("没有人回复，太失望了", -1)]
    [InlineData("一点都不方便", -1)]
    [InlineData("请问怎么修改地址", 0)]
    // Bahasa Melayu
    [InlineData("Perkhidmatan sangat bagus, terima kasih!", 1)]
    [InlineData("Kakitangan mesra dan cepat membantu", 1)]
    [InlineData("Teruk betul, masalah saya masih belum selesai", -1)]
    [InlineData("Saya tidak puas hati dengan layanan ini", -1)]
    [InlineData("Harga murah tetapi barang rosak dan layanan biadap", -1)]
    [InlineData("Bilakah kedai dibuka", 0)]
    // Signs
    [InlineData("😡😡", -1)]
    [InlineData("👍", 1)]
    [InlineData("my parcel :(", -1)]
    [InlineData("my parcel :)", 1)]
    public void A_text_is_good_bad_or_neither(string text, int sign) =>
        Assert.Equal(sign, SentimentAnalyser.Score(text) switch { > 50_000 => 1, < -50_000 => -1, _ => 0 });

    [Theory]
    [InlineData("good", "very good")]
    [InlineData("good", "good!")]
    [InlineData("good", "GOOD")]
    [InlineData("somewhat good", "good")]
    [InlineData("bagus", "sangat bagus")]
    [InlineData("開心", "非常開心")]
    [InlineData("有点开心", "开心")]
    [InlineData("very bad", "bad")]
    [InlineData("terrible!!!", "terrible")]
    [InlineData("太糟糕了", "糟糕")]
    public void The_second_is_better_than_the_first(string worse, string better) => Assert.True(SentimentAnalyser.Score(worse) < SentimentAnalyser.Score(better));

    [Theory]
    [InlineData("")]
    [InlineData("#12-345")]
    [InlineData("#7, 第 7 項")]
    [InlineData("@goodguys https://great.example/love")]
    [InlineData("order 4711 of Tuesday")]
    public void Where_no_word_is_known_there_is_no_score(string text) => Assert.Null(SentimentAnalyser.Score(text));

    [Fact]
    public void Every_word_that_is_listed_is_found_by_its_walk()
    {
        Assert.True(Lexicon.BuiltIn.Count > 3_000);
        var lost = new List<string>();
        foreach (var (word, entry) in Lexicon.BuiltIn.All)
        {
            var score = SentimentAnalyser.Score(word);
            var expected = entry.Kind switch { WordKind.Valence => Math.Sign(entry.Value), WordKind.Negator => -1, _ => 0 };
            if (expected == 0 ? score is not null : score is not { } told || Math.Sign(told) != expected)
            {
                lost.Add($"{word}: {score}, listed {entry}");
            }
        }
        Assert.True(lost.Count == 0, string.Join('\n', lost));
    }

    [Fact]
    public void A_score_lies_between_minus_one_and_one_whatever_the_text()
    {
        var random = new Random(7);
        var words = Lexicon.BuiltIn.All.Select(pair => pair.Key).ToArray();
        for (var round = 0; round < 500; round++)
        {
            var text = string.Join(random.Next(2) == 0 ? " " : "", Enumerable.Range(0, random.Next(60)).Select(_ => random.Next(4) == 0 ? $"{(char)random.Next(0x20, 0xffff)}" : words[random.Next(words.Length)]));
            var score = SentimentAnalyser.Score(text);
            Assert.True(score is null or (>= -1_000_000 and <= 1_000_000), text);
            Assert.Equal(score, SentimentAnalyser.Score(text));
        }
    }

    [Fact]
    public void Bytes_are_read_as_their_text_up_to_a_bound()
    {
        Assert.Equal(SentimentAnalyser.Score("服務很差 😡"), SentimentAnalyser.Score("服務很差 😡"u8));
        // Half a character at the end, and no text at all.
        Assert.Equal(SentimentAnalyser.Score("good "), SentimentAnalyser.Score([.. "good "u8, 0xe6]));
        Assert.Null(SentimentAnalyser.Score([0xff, 0xfe]));
        var padding = new string('.', SentimentAnalyser.MaxCharacters - 4);
        Assert.Equal(SentimentAnalyser.Score("good"), SentimentAnalyser.Score($"{padding}good"));
        Assert.Null(SentimentAnalyser.Score($"{padding} good"));
        Assert.Null(SentimentAnalyser.Score(Encoding.UTF8.GetBytes(new string('一', 300_000))));
    }
}
