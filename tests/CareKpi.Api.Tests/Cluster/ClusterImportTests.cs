using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using CareKpi.Api.Tests.Node;
using CareKpi.Testing.Postgres;

namespace CareKpi.Api.Tests.Cluster;

/// <summary>A file that one node took is run, shown and ended by any.</summary>
public sealed class ClusterImportTests(ClusterPair pair) : IClassFixture<ClusterPair>
{
    private const int Rows = 12_000;

    [PostgresFact]
    public async Task An_import_goes_on_when_its_node_dies_and_nothing_counts_twice()
    {
        var key = await pair.One.KeyAsync("ingest", "read");
        var third = new ClusterNode(pair.One);
        await third.InitializeAsync();
        using var started = await third.PostAsync("/v1/imports?mapping=call-center", key, TestNode.Body(File(), "text/csv"));
        Assert.Equal(HttpStatusCode.Accepted, started.StatusCode);
        var job = started.Headers.Location!.OriginalString;
        await third.DieAsync();

        var ended = await EndAsync(job, key);
        Assert.Equal(("done", (long)Rows), ((string?)ended["state"], (long)ended["import"]!["rows"]!));
        Assert.Equal(2L * Rows, (long)ended["import"]!["accepted"]! + (long)ended["import"]!["duplicates"]!);
        // An event more, to read what holds it.
        await pair.One.IngestAsync(key, ["""{"specversion":"1.0","id":"after","source":"tests","type":"care.contact.ended","time":"2021-02-01T09:00:00Z","data":{"contact":"after","channel":"voice","direction":"inbound","outcome":"answered","wait":10,"talk":143,"agent":"Ann"}}"""]);
        using var read = await pair.One.PostAsync("/v1/scorecards", key, TestNode.Json("""{"requests":[{"scope":{"level":"tenant"},"period":{"from":"2021-01-01","to":"2021-01-31"},"kpis":["contact_volume"]}]}"""));
        Assert.Equal(Rows, (double)(await TestNode.ReadAsync(read))["answers"]![0]!["result"]!["values"]![0]!["value"]!);
        // Whoever ended it removes the file last.
        while ((await pair.One.Stores.Spool.ListAsync(CancellationToken.None)).Count > 0)
        {
            await Task.Yield();
        }
    }

    private async Task<JsonObject> EndAsync(string job, string key)
    {
        while (true)
        {
            using var answer = await pair.Other.GetAsync(job, key);
            if (await TestNode.ReadAsync(answer) is var state && state["state"]?.GetValue<string>() is not "running")
            {
                return state;
            }

            await Task.Delay(50);
        }
    }

    private static byte[] File()
    {
        var text = new StringBuilder("Call Id,Agent,Date,Month,Time,Topic,Answered (Y/N),Resolved,Speed of answer in seconds,AvgTalkDuration,Satisfaction rating\n");
        for (var i = 0; i < Rows; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"C{i},Ann,{1 + (i % 28)}-Jan-21,Jan,9:12,Contract related,Y,Y,10,0:02:23,3\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
