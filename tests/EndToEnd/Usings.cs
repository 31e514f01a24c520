global using System.Globalization;
global using System.Text.Json.Nodes;
global using CareKpi.Api.Tests.Node;
global using CareKpi.EndToEnd.Events;
global using CareKpi.EndToEnd.Running;
global using Xunit;

// Each test has processes of its own to feed.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
