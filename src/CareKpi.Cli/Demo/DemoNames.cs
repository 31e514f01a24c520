namespace CareKpi.Cli.Demo;

/// <summary>Names as they are met in Malaysian offices. Nobody in particular is meant.</summary>
internal static class DemoNames
{
    private static readonly (string[] First, string[] Last)[] Ways =
    [
        (["Aisyah", "Hafiz", "Siti", "Farid", "Nurul", "Azlan", "Liyana", "Khairul", "Zarina", "Imran"], ["Rahman", "Ismail", "Hassan", "Abdullah", "Yusof", "Omar", "Salleh", "Kassim"]),
        (["Tan", "Lim", "Wong", "Lee", "Ng", "Chong", "Goh", "Yap"], ["Wei Ling", "Jia Hui", "Kah Mun", "Zhi Hao", "Mei Yan", "Jun Kit", "Pei Shan", "Yong Sheng", "Xin Yi", "Chee Keong"]),
        (["Priya", "Arun", "Kavitha", "Suresh", "Deepa", "Vikram", "Anjali", "Ganesh"], ["Nair", "Krishnan", "Pillai", "Ramasamy", "Subramaniam", "Menon"]),
        (["Maria", "Daniel", "Linh", "Yusuf", "Sarah", "Putu", "Kenji", "Amara", "Elena", "Somchai"], ["Santos", "Fernandez", "Nguyen", "Demir", "Collins", "Wirawan", "Mori", "Okafor", "Petrova", "Suwan"]),
    ];

    private static readonly int[] Share = [0, 0, 0, 0, 1, 1, 1, 2, 2, 3];

    public static string Next(SeededRandom random)
    {
        var (first, last) = Ways[random.Pick(Share)];
        return $"{random.Pick(first)} {random.Pick(last)}";
    }

    /// <summary>One that is not there yet, as long as there are such.</summary>
    public static string Next(SeededRandom random, ISet<string> taken)
    {
        var name = Next(random);
        for (var tries = 0; !taken.Add(name) && tries < 50; tries++)
        {
            name = Next(random);
        }

        return name;
    }
}
