using System.IO.MemoryMappedFiles;
using System.Security.Cryptography;

namespace CareKpi.Fuzz.Running;

/// <summary>What a long run keeps in <c>artifacts/fuzz</c>, so that the next one goes on: how many inputs were tried, which of them showed something new, and the one that is being tried (<c>current</c>, after its length), should the process die of it.</summary>
internal sealed class Kept : IDisposable
{
    private const int Room = 1 << 21;

    private readonly string folder;
    private readonly MemoryMappedFile current;
    private readonly MemoryMappedViewAccessor view;

    public Kept(string target)
    {
        folder = Path.Combine(Size.Root, "artifacts", "fuzz", target);
        Directory.CreateDirectory(Path.Combine(folder, "corpus"));
        current = MemoryMappedFile.CreateFromFile(Path.Combine(folder, "current"), FileMode.OpenOrCreate, null, Room);
        view = current.CreateViewAccessor();
        (Round, Done) = ReadCount();
    }

    public long Round { get; private set; }

    public long Done { get; private set; }

    /// <summary>The input at which the last process ended; null: it came to its end.</summary>
    public byte[]? Interrupted()
    {
        var length = view.ReadInt32(0);
        if (length <= 0)
        {
            return null;
        }
        var input = new byte[length - 1];
        view.ReadArray(sizeof(int), input, 0, input.Length);
        return input;
    }

    public void Trying(byte[] input)
    {
        if (input.Length < Room - sizeof(int))
        {
            view.WriteArray(sizeof(int), input, 0, input.Length);
            view.Write(0, input.Length + 1);
        }
    }

    public void Tried() => view.Write(0, 0);

    public IEnumerable<byte[]> Corpus() => Directory.EnumerateFiles(Path.Combine(folder, "corpus")).Order(StringComparer.Ordinal).Select(File.ReadAllBytes);

    public void Add(byte[] input)
    {
        var file = Path.Combine(folder, "corpus", Name(input));
        if (!File.Exists(file))
        {
            File.WriteAllBytes(file, input);
        }
    }

    public string Find(byte[] input)
    {
        var file = Path.Combine(folder, "find-" + Name(input));
        File.WriteAllBytes(file, input);
        return file;
    }

    /// <summary>A round that is through is followed by another one, of other inputs.</summary>
    public void NewRound() => Save(Round + 1, 0);

    public void Save(long done) => Save(Round, done);

    private void Save(long round, long done)
    {
        (Round, Done) = (round, done);
        var file = Path.Combine(folder, "done");
        File.WriteAllText(file + ".new", string.Create(CultureInfo.InvariantCulture, $"{round} {done}"));
        File.Move(file + ".new", file, overwrite: true);
    }

    private (long Round, long Done) ReadCount()
    {
        var file = Path.Combine(folder, "done");
        var numbers = File.Exists(file) ? File.ReadAllText(file).Split(' ') : ["0", "0"];
        return (long.Parse(numbers[0], CultureInfo.InvariantCulture), long.Parse(numbers[1], CultureInfo.InvariantCulture));
    }

    public void Dispose()
    {
        view.Dispose();
        current.Dispose();
    }

    private static string Name(byte[] input) => Convert.ToHexStringLower(SHA256.HashData(input).AsSpan(0, 8));
}
