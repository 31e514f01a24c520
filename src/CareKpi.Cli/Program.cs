using System.CommandLine;
using CareKpi.Cli.Backups;
using CareKpi.Cli.Console;
using CareKpi.Cli.Demo;
using CareKpi.Cli.Doctor;
using CareKpi.Cli.Erase;
using CareKpi.Cli.Import;
using CareKpi.Cli.Load;
using CareKpi.Cli.Moving;
using CareKpi.Cli.Operator;
using CareKpi.Cli.Send;

var root = new RootCommand("CareKpi from the command line. Exit codes: 0 done; 1 the node refused or did not answer; 2 wrong use or an unreadable file; 3 done, but some rows or events were refused; 130 interrupted.")
{
    ImportCommand.Create(),
    SendCommand.Create(),
    DemoCommand.Create(),
    LoadCommand.Create(),
    EraseCommand.Create(),
    TenantsCommand.Create(),
    KeysCommand.Create(),
    UsersCommand.Create(),
    RebuildCommand.Create(),
    BiCommand.Create(),
    BackupCommand.Create(),
    RestoreCommand.Create(),
    MigrateCommand.Create(),
    DoctorCommand.Create(),
    HealthCommand.Create(),
};
var parsed = root.Parse(args);
return parsed.Errors.Count > 0 ? await WrongUse.AnswerAsync(parsed) : await parsed.InvokeAsync();
