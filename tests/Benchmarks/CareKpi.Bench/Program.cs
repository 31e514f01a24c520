using CareKpi.Bench;

using var run = new Run(Sizes.Read());
await run.GoAsync(args.Length == 0 ? Run.Usual : args);
