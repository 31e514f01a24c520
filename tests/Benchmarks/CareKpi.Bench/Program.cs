using CareKpi.Bench;

await Run.GoAsync(Sizes.Read(), args.Length == 0 ? Run.Parts : args);
