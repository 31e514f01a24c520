using System.Globalization;

namespace CareKpi.Cli.Demo;

/// <summary>What customers write, in English, Malay and Chinese of both scripts. Words fit the topic and the mood.</summary>
internal static class DemoTexts
{
    private static readonly (string Key, string English, string Malay, string Simplified, string Traditional)[] Topics =
    [
        ("invoice", "my invoice", "bil saya", "我的账单", "我的帳單"), ("refund", "my refund", "bayaran balik", "退款", "退款"), ("payment", "the payment", "pembayaran", "付款", "付款"),
        ("roaming", "roaming", "perayauan", "漫游", "漫遊"), ("slow internet", "the slow internet", "internet", "网速", "網速"), ("router", "the router", "penghala", "路由器", "路由器"),
        ("no signal", "the signal", "isyarat", "信号", "訊號"), ("technician visit", "the technician's visit", "lawatan juruteknik", "师傅上门", "師傅上門"), ("cancel contract", "my contract", "kontrak saya", "我的合约", "我的合約"),
        ("contract renewal", "the renewal", "pembaharuan kontrak", "续约", "續約"), ("moving house", "the move", "perpindahan rumah", "搬家", "搬家"), ("plan change", "the new plan", "pelan baharu", "新套餐", "新方案"),
        (DemoDesk.Esim, "the eSIM", "eSIM", "eSIM", "eSIM"), ("sim card", "the SIM card", "kad SIM", "SIM卡", "SIM卡"), ("app login", "the app", "aplikasi", "应用程序", "應用程式"), ("promotion", "the promotion", "promosi", "促销", "促銷"),
        ("dedicated line", "the leased line", "talian khas", "专线", "專線"), ("new lines", "the new lines", "talian baharu", "新线路", "新線路"), (DemoDesk.Outage, "the network", "rangkaian", "网络", "網絡"),
        ("general question", "my question", "soalan saya", "我的问题", "我的問題"),
    ];

    private static readonly string[][] Good =
    [
        ["Great help with {0}, thank you!", "Very friendly and quick about {0}. Excellent!", "I am very happy, excellent help with {0}."], ["Bantuan yang bagus untuk {0}, terima kasih!", "Sangat mesra dan pantas. {0} selesai."],
        ["很快就处理好了{0}，非常满意，谢谢！", "服务很好，{0}解决了。"], ["很快就處理好了{0}，非常滿意，謝謝！", "服務很好，{0}解決了。"],
    ];

    private static readonly string[][] Middling = [["About {0}: it was okay.", "{0}: fine, but it took a while."], ["Tentang {0}: biasa sahaja."], ["{0}：还可以。"], ["{0}：還可以。"]];

    private static readonly string[][] Bad =
    [
        ["Terrible. Nobody could help me with {0}.", "Still a problem with {0}. I am very disappointed.", "The worst service. I waited forever because of {0}."], ["Teruk. Masalah {0} masih belum selesai.", "Sangat kecewa dengan {0}."],
        ["太差了，{0}一直没有解决，非常失望。", "等了很久，{0}还是有问题，很生气。"], ["太差了，{0}一直沒有解決，非常失望。", "等了很久，{0}還是有問題，很生氣。"],
    ];

    private static readonly string[][] Asking =
    [
        ["Could you please look at {0}?", "I have a question about {0}.", "There is a problem with {0}, please help."], ["Saya ada soalan tentang {0}.", "Tolong semak {0}."], ["请问{0}怎么办？", "请帮我看一下{0}。"], ["請問{0}怎麼辦？", "請幫我看一下{0}。"],
    ];

    private static readonly int[] Languages = [0, 0, 0, 0, 0, 1, 1, 2, 2, 3];

    public static IEnumerable<string> Said(bool good) => from topic in Topics from language in new[] { 0, 1, 2, 3 } from text in (good ? Good : Bad)[language] select Fill(text, topic.Key, language);

    /// <summary>About a topic; <paramref name="mood"/> 0 to 1.</summary>
    public static string Opinion(double mood, string topic, SeededRandom random) => Of(mood switch { > 0.66 => Good, > 0.4 => Middling, _ => Bad }, topic, random);

    public static string Question(string topic, SeededRandom random) => Of(Asking, topic, random);

    private static string Of(string[][] texts, string topic, SeededRandom random)
    {
        var language = random.Pick(Languages);
        return Fill(random.Pick(texts[language]), topic, language);
    }

    private static string Fill(string text, string key, int language)
    {
        var topic = Array.Find(Topics, topic => string.Equals(topic.Key, key, StringComparison.Ordinal));
        var name = language switch { 0 => topic.English, 1 => topic.Malay, 2 => topic.Simplified, _ => topic.Traditional } ?? key;
        var filled = string.Format(CultureInfo.InvariantCulture, text, name);
        return char.ToUpperInvariant(filled[0]) + filled[1..];
    }
}
