using System.Globalization;
using System.Text.RegularExpressions;
using CareKpi.Deploy.Tests.Checks;
using CareKpi.Deploy.Tests.Code;

namespace CareKpi.Deploy.Tests;

/// <summary>What the Dockerfiles say, against the code. Building them is deploy/images.sh.</summary>
public sealed partial class DockerfileTests
{
    /// <summary>A number, since Kubernetes cannot tell whether a name is root.</summary>
    public const long User = 1654;

    [Theory]
    [InlineData("server")]
    [InlineData("silo")]
    [InlineData("gateway")]
    public void IsSmallAndHarmless(string image)
    {
        var file = Read(image);
        var stages = Regex.Split(file, "^FROM ", RegexOptions.Multiline, TimeSpan.FromSeconds(1));
        Assert.Equal(3, stages.Length);
        var last = stages[^1];
        Assert.Contains($"USER {User}:{User}", last, StringComparison.Ordinal);
        Assert.Contains("\nHEALTHCHECK ", last, StringComparison.Ordinal);
        Assert.Contains($"org.opencontainers.image.title=\"carekpi/{image}\"", last, StringComparison.Ordinal);
        Assert.Contains("org.opencontainers.image.version=\"${VERSION}\"", last, StringComparison.Ordinal);
        Assert.DoesNotContain("RUN ", last, StringComparison.Ordinal);
        Assert.DoesNotContain("\nADD ", file, StringComparison.Ordinal);
        Assert.DoesNotContain(":latest", file, StringComparison.Ordinal);
        Assert.True(last.IndexOf("USER ", StringComparison.Ordinal) < last.IndexOf("ENTRYPOINT", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("server")]
    [InlineData("silo")]
    public void NodesListenWhereTheCodeDoes(string image)
    {
        var settings = Settings(image);
        Assert.Equal($"http://+:{NodeCode.Port}", settings["ASPNETCORE_URLS"]);
        Assert.Equal($"http://+:{NodeCode.OperatorPort}", settings["CareKpi__OperatorUrls"]);
        Assert.All(settings.Keys, name => Assert.True(Secrecy.Known($"carekpi/{image}", "node", name), name));
        Assert.Equal(image is "silo" ? [NodeCode.Port, NodeCode.OperatorPort, NodeCode.SiloPort] : [NodeCode.Port, NodeCode.OperatorPort], Exposed(image));
        Assert.Contains("\"/app/carekpi\", \"health\"", Read(image), StringComparison.Ordinal);
        Assert.Contains("health", CommandLineCode.Commands);
        // A silo keeps nothing of its own.
        Assert.Equal(image is "server", settings.TryGetValue("CareKpi__DataDirectory", out var data) && Read(image).Contains($"VOLUME {data}\n", StringComparison.Ordinal));
    }

    [Fact]
    public void TheGatewayListensWhereItsCodeDoes()
    {
        var settings = Settings("gateway");
        Assert.Equal($"{GatewayCode.Port}", settings["PORT"]);
        Assert.All(settings.Keys, name => Assert.Contains(name, GatewayCode.Settings));
        Assert.Equal([GatewayCode.Port], Exposed("gateway"));
        Assert.Contains($"http://127.0.0.1:{GatewayCode.Port}{Running.Ready}", Read("gateway"), StringComparison.Ordinal);
    }

    /// <summary>A project that is added to another is added to the image, too.</summary>
    [Theory]
    [InlineData("server", "Server")]
    [InlineData("silo", "Silo")]
    public void EveryProjectThatIsBuiltIsCopied(string image, string project)
    {
        Assert.Contains($"ENTRYPOINT [\"/app/CareKpi.{project}\"]", Read(image), StringComparison.Ordinal);
        if (!File.Exists(Path.Combine(Repository.Root, $"src/CareKpi.{project}/CareKpi.{project}.csproj")))
        {
            Assert.Equal("Silo", project);
            return;
        }

        var needed = new HashSet<string>(StringComparer.Ordinal);
        Follow($"CareKpi.{project}", needed);
        Follow("CareKpi.Cli", needed);
        Assert.All(needed, name =>
        {
            Assert.Contains($"COPY src/{name}/{name}.csproj src/{name}/\n", Read(image), StringComparison.Ordinal);
            Assert.Contains($"COPY src/{name} src/{name}\n", Read(image), StringComparison.Ordinal);
        });
    }

    [Fact]
    public void NothingButSourcesIsSentToTheBuilder()
    {
        var lines = Repository.Read(".dockerignore").Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(static line => line[0] != '#').ToList();
        Assert.Equal("*", lines[0]);
        Assert.Equal(["!Directory.Build.props", "!Directory.Packages.props", "!.editorconfig", "!.npmrc", "!src"], lines.Where(static line => line[0] == '!'));
        Assert.Contains("**/node_modules", lines);
        Assert.Contains("**/obj", lines);
    }

    private static void Follow(string project, HashSet<string> found)
    {
        if (found.Add(project))
        {
            foreach (Match reference in Reference().Matches(Repository.Read($"src/{project}/{project}.csproj")))
            {
                Follow(reference.Groups["a"].Value, found);
            }
        }
    }

    private static string Read(string image) => Repository.Read($"deploy/{image}.Dockerfile");

    private static int[] Exposed(string image) => [.. Expose().Match(Read(image)).Groups["a"].Value.Split(' ').Select(static port => int.Parse(port, CultureInfo.InvariantCulture))];

    /// <summary>What the last stage sets.</summary>
    private static Dictionary<string, string> Settings(string image)
    {
        var last = Read(image)[Read(image).LastIndexOf("\nFROM ", StringComparison.Ordinal)..];
        var block = Env().Match(last).Groups["a"].Value;
        return Setting().Matches(block).ToDictionary(static match => match.Groups["a"].Value, static match => match.Groups["b"].Value, StringComparer.Ordinal);
    }

    [GeneratedRegex(@"ProjectReference Include=""\.\./[^""]+/(?<a>CareKpi\.[A-Za-z]+)\.csproj""", RegexOptions.None, 1000)]
    private static partial Regex Reference();

    [GeneratedRegex(@"^EXPOSE (?<a>.+)$", RegexOptions.Multiline, 1000)]
    private static partial Regex Expose();

    [GeneratedRegex(@"^ENV (?<a>(?:.*\\\n)*.*)$", RegexOptions.Multiline, 1000)]
    private static partial Regex Env();

    [GeneratedRegex(@"(?<a>[A-Za-z_]+)=(?<b>\S+)", RegexOptions.None, 1000)]
    private static partial Regex Setting();
}
