using System.Diagnostics.CodeAnalysis;
using CareKpi.Testing.Postgres;
using Xunit;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace CareKpi.Storage.Tests.Specification;

/// <summary>On a class whose tests need a server that a machine may not have: there they are skipped, and say so.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NeedsPostgresAttribute : Attribute;

/// <summary>A fact of a specification: which provider it is for, and so whether it can run here, the derived class says.</summary>
[XunitTestCaseDiscoverer("CareKpi.Storage.Tests.Specification.StoreFactDiscoverer", "CareKpi.Storage.Tests")]
[AttributeUsage(AttributeTargets.Method)]
public sealed class StoreFactAttribute : FactAttribute;

/// <summary>The same with data.</summary>
[XunitTestCaseDiscoverer("CareKpi.Storage.Tests.Specification.StoreTheoryDiscoverer", "CareKpi.Storage.Tests")]
[AttributeUsage(AttributeTargets.Method)]
public sealed class StoreTheoryAttribute : TheoryAttribute;

[SuppressMessage("Performance", "CA1812", Justification = "xunit makes it by its name")]
internal sealed class StoreFactDiscoverer(IMessageSink messages) : FactDiscoverer(messages)
{
    public override IEnumerable<IXunitTestCase> Discover(ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute) =>
        Skipping.Of(discoveryOptions, testMethod, DiagnosticMessageSink) ?? base.Discover(discoveryOptions, testMethod, factAttribute);
}

[SuppressMessage("Performance", "CA1812", Justification = "xunit makes it by its name")]
internal sealed class StoreTheoryDiscoverer(IMessageSink messages) : TheoryDiscoverer(messages)
{
    public override IEnumerable<IXunitTestCase> Discover(ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo theoryAttribute) =>
        Skipping.Of(discoveryOptions, testMethod, DiagnosticMessageSink) ?? base.Discover(discoveryOptions, testMethod, theoryAttribute);
}

internal static class Skipping
{
    public static IXunitTestCase[]? Of(ITestFrameworkDiscoveryOptions options, ITestMethod method, IMessageSink messages) =>
        PostgresBinaries.WhyNot is { } reason && method.TestClass.Class.GetCustomAttributes(typeof(NeedsPostgresAttribute).AssemblyQualifiedName).Any()
            ? [new XunitSkippedDataRowTestCase(messages, options.MethodDisplayOrDefault(), options.MethodDisplayOptionsOrDefault(), method, reason)]
            : null;
}
