global using System.Globalization;
global using CareKpi.EndToEnd.Running;
global using Xunit;

// Silos and PostgreSQL share the machine's few cores, and what is measured is time.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
