using System.Net;
using System.Net.Http.Json;
using CareKpi.Api.Access;
using CareKpi.Api.Keys;
using CareKpi.Api.Node;
using CareKpi.Api.Problems;
using CareKpi.Api.Tests.Node;
using CareKpi.Engine.Stores;
using Microsoft.Extensions.DependencyInjection;

namespace CareKpi.Api.Tests;

/// <summary>What is made for a tenant while it is removed.</summary>
public sealed class RemovalTests : IAsyncLifetime
{
    private const string Tenant = """{"name":"Demo","timeZone":"Asia/Hong_Kong","currency":"HKD"}""";
    private readonly TestNode node = new();

    public Task InitializeAsync() => node.InitializeAsync();

    public Task DisposeAsync() => node.DisposeAsync();

    [Fact]
    public async Task Nothing_is_made_for_a_tenant_that_goes_on_no_node()
    {
        var sister = await node.SisterAsync();
        var key = await node.KeyAsync("manage", "ingest");
        var (asked, hold) = (new TaskCompletionSource(), new TaskCompletionSource());
        node.Grains.BeforeRemoval = () =>
        {
            asked.TrySetResult();
            return hold.Task;
        };
        var removal = RemoveAsync();
        await asked.Task;
        foreach (var on in new[] { node, sister })
        {
            await RefusedAsync(on, HttpMethod.Post, "/v1/admin/tenants/demo/keys", JsonContent.Create(new { name = "late", scopes = new[] { "manage" } }));
            await RefusedAsync(on, HttpMethod.Post, "/v1/admin/tenants/demo/users", TestNode.Json("""{"email":"late@example.com","name":"Late","role":"admin"}"""));
            await RefusedAsync(on, HttpMethod.Put, "/v1/admin/tenants/demo", TestNode.Json(Tenant));
            using var import = await on.PostAsync("/v1/imports?mapping=call-center", key, TestNode.Body("x", "text/csv"));
            await TestNode.IsProblemAsync(import, 401, "UNAUTHENTICATED");
        }

        // A credential that is still believed somewhere makes none either.
        var ring = new KeyRing(new NodeState(node.NodeStore, node.Locks), node.Clock);
        await Assert.ThrowsAsync<ProblemException>(() => ring.AddAsync("demo", new("late", KeyScopes.Manage, null, [], []), CancellationToken.None));
        hold.SetResult();
        Assert.Equal(HttpStatusCode.NoContent, await removal);
        Assert.Empty(await ring.ListAsync("demo", CancellationToken.None));
        Assert.Equal(HttpStatusCode.Created, await MakeAsync());
        await sister.DisposeAsync();
    }

    [Fact]
    public async Task A_credential_that_still_reads_is_none_while_its_tenant_goes()
    {
        var state = node.Services.GetRequiredService<NodeState>();
        var key = await node.KeyAsync("read");
        await state.WriteAsync([("tenant-going/demo", [])], CancellationToken.None);
        node.Clock.Moved += TimeSpan.FromSeconds(2);
        using var refused = await node.GetAsync("/v1/tenant", key);
        await TestNode.IsProblemAsync(refused, 401, "UNAUTHENTICATED");
    }

    [Fact]
    public async Task A_removal_that_was_cut_short_goes_on_when_it_is_called_again()
    {
        node.Grains.BeforeRemoval = static () => throw new TimeoutException();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await RemoveAsync());
        Assert.Equal(HttpStatusCode.Conflict, await MakeAsync());
        node.Grains.BeforeRemoval = static () => Task.CompletedTask;
        await node.Grains.RemoveAsync("demo", CancellationToken.None);
        Assert.Equal(HttpStatusCode.NoContent, await RemoveAsync());
        Assert.Equal(HttpStatusCode.NotFound, await RemoveAsync());
        Assert.Equal(HttpStatusCode.Created, await MakeAsync());
    }

    private async Task<HttpStatusCode> RemoveAsync()
    {
        using var answer = await TestNode.SendAsync(node.Operators, HttpMethod.Delete, "/v1/admin/tenants/demo?confirm=demo", TestNode.Operator);
        return answer.StatusCode;
    }

    private async Task<HttpStatusCode> MakeAsync()
    {
        using var answer = await TestNode.SendAsync(node.Operators, HttpMethod.Put, "/v1/admin/tenants/demo", TestNode.Operator, TestNode.Json(Tenant));
        return answer.StatusCode;
    }

    private static async Task RefusedAsync(TestNode on, HttpMethod method, string path, HttpContent body)
    {
        using var answer = await TestNode.SendAsync(on.Operators, method, path, TestNode.Operator, body);
        var problem = await TestNode.IsProblemAsync(answer, 409, "BAD_INPUT");
        Assert.Contains("is being removed", (string)problem["detail"]!, StringComparison.Ordinal);
    }
}
