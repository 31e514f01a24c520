using System.Globalization;
using System.Reflection;
using CareKpi.Silo.Grains;
using CareKpi.Silo.Wire;
using Xunit;

namespace CareKpi.Silo.Tests.Wire;

/// <summary>What is on the wire is written down: silos of two versions stand side by side while one takes the place of the other.</summary>
public class ManifestTests
{
    private static readonly IReadOnlyList<string> Written = WireManifest.Text();

    [Fact]
    public void Every_message_and_each_of_its_properties_has_its_name_on_the_wire()
    {
        var messages = Sections("message").ToDictionary(static section => section.Words[2], StringComparer.Ordinal);
        foreach (var type in Reached.Messages)
        {
            Assert.True(messages.TryGetValue(Reached.NameOf(type), out var section), $"wire.txt: add 'message <alias> {Reached.NameOf(type)}'");
            var names = Reached.NamesOf(type).ToList();
            Assert.True(names.Order(StringComparer.Ordinal).SequenceEqual(section.Lines.Select(static line => line[1]).Order(StringComparer.Ordinal), StringComparer.Ordinal), $"wire.txt: {type.FullName} has {string.Join(", ", names)}. A new one gets a number that was never used; one that is gone becomes '# retired <number>'");
            if (type.IsEnum)
            {
                // Enums travel as their values.
                Assert.All(section.Lines, line => Assert.Equal(Convert.ToInt64(Enum.Parse(type, line[1]), CultureInfo.InvariantCulture), long.Parse(line[0], CultureInfo.InvariantCulture)));
            }
        }
        Assert.Equal(Reached.Messages.Select(Reached.NameOf).Order(StringComparer.Ordinal), messages.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void No_alias_and_no_number_is_given_twice()
    {
        var sections = Sections("message").Concat(Sections("grain")).Concat(Sections("wire")).ToList();
        Assert.Equal(sections.Count, sections.Select(static section => section.Words[1]).Distinct(StringComparer.Ordinal).Count());
        Assert.All(sections.Where(static section => section.Words[0] != "grain"), static section => Assert.Equal(section.Lines.Count + section.Retired.Count, section.Lines.Select(static line => line[0]).Concat(section.Retired).Distinct(StringComparer.Ordinal).Count()));
    }

    [Fact]
    public void Aliases_of_grains_and_their_methods_are_those_written_down()
    {
        var grains = Reached.Grains.SelectMany(static grain => new[] { $"grain {AliasOf(grain)} {grain.FullName}" }.Concat(Reached.MethodsOf(grain).Select(static method => $"  {AliasOf(method)} {method.Name}({string.Join(", ", method.GetParameters().Select(static parameter => parameter.ParameterType.Name))})")));
        Assert.Equal(grains, Of("grain"));
    }

    [Fact]
    public void Aliases_and_ids_of_surrogates_are_those_written_down()
    {
        var surrogates = typeof(ITenantWriter).Assembly.GetTypes().Where(static type => type.GetCustomAttribute<GenerateSerializerAttribute>() is not null).OrderBy(static type => type.FullName, StringComparer.Ordinal)
            .SelectMany(static type => new[] { $"wire {AliasOf(type)} {type.FullName}" }.Concat(type.GetFields().Select(static field => $"  {field.GetCustomAttribute<IdAttribute>()!.Id} {field.Name}")));
        Assert.Equal(surrogates, Of("wire"));
    }

    private static string AliasOf(MemberInfo member) => member.GetCustomAttribute<AliasAttribute>()?.Alias ?? throw new InvalidOperationException($"{member.Name} has no alias");

    private static IEnumerable<string> Of(string kind) => Sections(kind).SelectMany(static section => section.Lines.Select(static line => $"  {string.Join(' ', line)}").Prepend(string.Join(' ', section.Words)));

    private static List<(string[] Words, List<string[]> Lines, List<string> Retired)> Sections(string kind)
    {
        var sections = new List<(string[] Words, List<string[]> Lines, List<string> Retired)>();
        foreach (var line in Written)
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (line.StartsWith("# retired ", StringComparison.Ordinal))
            {
                sections[^1].Retired.Add(words[2]);
            }
            else if (line[0] == ' ')
            {
                sections[^1].Lines.Add(words);
            }
            else if (line[0] != '#')
            {
                sections.Add((words, [], []));
            }
        }
        return sections.FindAll(section => section.Words[0] == kind);
    }
}
