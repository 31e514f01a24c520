global using System.Globalization;
global using System.Text;
global using CareKpi.Fuzz.Running;
global using Xunit;

// What the process spends is what the input of the one test that runs has cost.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
