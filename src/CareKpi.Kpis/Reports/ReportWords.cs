using CareKpi.Kpis.Catalogue;

namespace CareKpi.Kpis.Reports;

/// <summary>The words of a report beside the names of its KPIs.</summary>
internal static class ReportWords
{
    public static readonly LocalizedText Kpi = new("KPI", "指標", "指标", "KPI");
    public static readonly LocalizedText Value = new("Value", "數值", "数值", "Nilai");
    public static readonly LocalizedText Sample = new("Sample size", "樣本數", "样本数", "Saiz sampel");
    public static readonly LocalizedText Change = new("Change", "變化", "变化", "Perubahan");
    public static readonly LocalizedText Target = new("Target", "目標", "目标", "Sasaran");
    public static readonly LocalizedText State = new("Target met?", "達標情況", "达标情况", "Sasaran dicapai?");
    public static readonly LocalizedText Better = new("better", "改善", "改善", "lebih baik");
    public static readonly LocalizedText Worse = new("worse", "轉差", "变差", "lebih teruk");
    public static readonly LocalizedText Met = new("met", "達標", "达标", "dicapai");
    public static readonly LocalizedText Warning = new("nearly met", "接近目標", "接近目标", "hampir dicapai");
    public static readonly LocalizedText Missed = new("missed", "未達標", "未达标", "tidak dicapai");
    public static readonly LocalizedText Small = new("Fewer than 5 observations: read it with care.", "觀察數少於 5，僅供參考。", "观察数少于 5，仅供参考。", "Kurang daripada 5 pemerhatian: baca dengan berhati-hati.");
    public static readonly LocalizedText Provisional = new(
        "May still change: what decides it, such as whether the customer comes back, is not over yet.", "可能仍會變動：決定此數值的期間（例如客戶是否再次聯絡）尚未結束。",
        "可能仍会变动：决定此数值的期间（例如客户是否再次联系）尚未结束。", "Masih boleh berubah: tempoh yang menentukannya, seperti sama ada pelanggan menghubungi semula, belum tamat.");
    public static readonly LocalizedText Closed = new(
        "This month is closed: its figures stand as they were reported.", "本月已結帳：數值以結帳時為準。", "本月已结账：数值以结账时为准。", "Bulan ini telah ditutup: angkanya kekal seperti yang dilaporkan.");
    public static readonly LocalizedText NoValue = new("There was nothing to measure.", "期間內沒有可供計算的資料。", "期间内没有可供计算的数据。", "Tiada apa-apa untuk diukur.");
    public static readonly LocalizedText Empty = new("Nothing was recorded in this period.", "此期間沒有任何紀錄。", "此期间没有任何记录。", "Tiada apa-apa direkodkan dalam tempoh ini.");
    public static readonly LocalizedText ComparedWith = new("Changes are against {0}.", "變化以 {0} 為比較基準。", "变化以 {0} 为比较基准。", "Perubahan berbanding {0}.");
    public static readonly LocalizedText AsOf = new("As of {0} ({1}).", "資料截至 {0}（{1}）。", "数据截至 {0}（{1}）。", "Setakat {0} ({1}).");
    public static readonly LocalizedText To = new("{0} to {1}", "{0}至{1}", "{0}至{1}", "{0} hingga {1}");
    public static readonly LocalizedText Attached = new("The same figures are attached as a CSV file.", "相同數據已附於 CSV 檔案。", "相同数据已附于 CSV 文件。", "Angka yang sama dilampirkan sebagai fail CSV.");

    public static readonly LocalizedText PerHour = new("{0} per hour", "每小時 {0}", "每小时 {0}", "{0} sejam");
    public static readonly LocalizedText PerYear = new("{0} per year", "每年 {0}", "每年 {0}", "{0} setahun");
    public static readonly LocalizedText PercentagePoints = new("{0} pp", "{0} 個百分點", "{0} 个百分点", "{0} mata peratusan");
    public static readonly LocalizedText Days = new("{0} d", "{0} 天", "{0} 天", "{0} hari");
    public static readonly LocalizedText Hours = new("{0} h", "{0} 小時", "{0} 小时", "{0} jam");
    public static readonly LocalizedText Minutes = new("{0} min", "{0} 分", "{0} 分", "{0} min");
    public static readonly LocalizedText Seconds = new("{0} s", "{0} 秒", "{0} 秒", "{0} saat");

    public static readonly LocalizedText[] Levels = [new("Organisation", "全機構", "全机构", "Organisasi"), new("Team", "團隊", "团队", "Pasukan"), new("Agent", "客服人員", "客服人员", "Ejen"), new("Customer", "客戶", "客户", "Pelanggan")];

    public static readonly LocalizedText Day = new("d MMMM yyyy", "yyyy年M月d日", "yyyy年M月d日", "d MMMM yyyy");
    public static readonly LocalizedText Month = new("MMMM yyyy", "yyyy年M月", "yyyy年M月", "MMMM yyyy");

    /// <summary>Months in Malay, January first.</summary>
    public static readonly string[] MalayMonths = ["Januari", "Februari", "Mac", "April", "Mei", "Jun", "Julai", "Ogos", "September", "Oktober", "November", "Disember"];
}
