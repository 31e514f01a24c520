namespace CareKpi.Kpis.Tests.Catalogue;

/// <summary>Tells Traditional from Simplified Chinese by characters that are written in one of them only.</summary>
internal static class Script
{
    /// <summary>Traditional, then Simplified; not those whose second is common in both, such as 升. To be added to when a text uses others.</summary>
    private const string Pairs =
        """
        佔占 併并 個个 僅仅 價价 內内 別别 則则 動动 務务 員员 問问 啟启 單单 圍围 壓压 實实 對对 張张 後后 從从 態态 應应 戶户 撥拨 數数 時时 棄弃 標标 機机 決决 沒没 淨净 準准 滿满 為为 狀状 獲获 發发 積积 範范 約约 納纳 級级 結结 絡络
        經经 線线 總总 續续 聯联 聽听 與与 薦荐 處处 複复 視视 訂订 計计 訊讯 訓训 設设 評评 話话 請请 論论 費费 轉转 進进 過过 達达 錄录 鐘钟 閉闭 開开 間间 關关 隊队 際际 離离 預预 題题 紀纪 換换 認认 損损 壞坏 質质 誤误 錯错 識识 庫库
        構构 練练 調调 據据 歷历 圖图 測测 試试 驗验 證证 稱称 號号 碼码 銷销 點点 擊击 層层 屬属 雜杂 議议 體体 優优 勝胜 敗败 業业 書书 買买 賣卖 電电 腦脑 網网 雲云 讓让 變变 現现 場场 產产 這这 會会 來来 說说 還还 東东 車车
        長长 見见 門门 頁页 風风 飛飞 樂乐 馬马 鳥鸟 魚鱼 貝贝 龍龙 齒齿 貶贬 險险 額额 顧顾 顯显 類类 護护 賬账 帳帐 貨货 購购 賴赖 資资 賠赔 賺赚 贏赢 輸输 輪轮 輔辅 較较 載载 連连 運运 遠远 適适 選选 遞递 鏈链 鍵键 鎖锁 針针 鐵铁 錢钱
        銀银 閱阅 陣阵 陸陆 隨随 隱隐 難难 雙双 響响 頻频 顆颗 願愿 飯饭 餘余 駐驻 驅驱 齊齐 團团 國国 園园 圓圆 執执 報报 塊块 壽寿 夠够 學学 寫写 導导 專专 尋寻 屆届 島岛 幣币 幫帮 幾几 廣广 廳厅 彈弹 強强 復复 徹彻 恆恒 愛爱
        慮虑 慶庆 憶忆 懷怀 戰战 擇择 擔担 擁拥 擴扩 攝摄 斷断 於于 曆历 條条 極极 樣样 橋桥 檔档 檢检 權权 歐欧 歲岁 殘残 氣气 渦涡 湯汤 溫温 滅灭 漸渐 潛潜 濟济 無无 熱热 營营 爾尔 獨独 環环 畫画 異异 療疗 盡尽 監监 盤盘 確确 礎础
        禮礼 種种 穩稳 節节 築筑 簡简 籤签 簽签 糧粮 緊紧 緒绪 維维 緣缘 編编 緩缓 縮缩 織织 繼继 罰罚 義义 習习 聞闻 職职 聲声 膚肤 舉举 舊旧 藝艺 藥药 虛虚 補补 裝装 規规 親亲 覺觉 觀观 觸触 訪访 許许 診诊 詞词 詢询 該该 詳详 誠诚
        課课 談谈 諾诺 謝谢 譯译 負负 財财 責责 貼贴 賞赏 跡迹 蹤踪 軟软 輕轻 農农 遲迟 遺遗 邊边 郵邮 鄰邻 醫医 釋释 鈕钮 閃闪 閒闲 頂顶 項项 順顺 須须 領领 頭头 顏颜 驟骤 黨党
        """;

    private static readonly Dictionary<char, char> ToSimplified = Pairs.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)
        .ToDictionary(pair => pair[0], pair => pair[1]);

    private static readonly HashSet<char> Simplified = [.. ToSimplified.Values];

    public static bool IsChinese(string text) => text.Any(character => character is >= '\u4e00' and <= '\u9fff');

    public static IEnumerable<char> TraditionalIn(string text) => text.Where(ToSimplified.ContainsKey);

    public static IEnumerable<char> SimplifiedIn(string text) => text.Where(Simplified.Contains);
}
