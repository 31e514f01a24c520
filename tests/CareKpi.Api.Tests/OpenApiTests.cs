using System.Net;
using CareKpi.Api.Tests.Node;

namespace CareKpi.Api.Tests;

public sealed class OpenApiTests(TestNode node) : IClassFixture<TestNode>
{
    [Fact]
    public async Task Lists_every_route()
    {
        using var answer = await node.GetAsync("/v1/openapi.json", null);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var operations = (await TestNode.ReadAsync(answer))["paths"]!.AsObject()
            .SelectMany(path => path.Value!.AsObject().Where(part => part.Key is "get" or "post" or "put" or "patch" or "delete").Select(operation => $"{operation.Key} {path.Key}"))
            .Order(StringComparer.Ordinal);
        Assert.Equal(
            [
                "delete /v1/admin/tenants/{tenant}",
                "delete /v1/admin/tenants/{tenant}/keys/{id}",
                "delete /v1/admin/tenants/{tenant}/users/{id}",
                "delete /v1/alert-rules/{id}",
                "delete /v1/annotations/{id}",
                "delete /v1/disputes/{id}",
                "delete /v1/keys/{id}",
                "delete /v1/kpis/{code}",
                "delete /v1/months/{month}",
                "delete /v1/reports/{id}",
                "delete /v1/targets/{id}",
                "delete /v1/users/{id}",
                "delete /v1/widgets/{id}",
                "get /healthz/live",
                "get /healthz/ready",
                "get /v1/admin/audit",
                "get /v1/admin/backup",
                "get /v1/admin/peers/snapshots",
                "get /v1/admin/tenants",
                "get /v1/admin/tenants/{tenant}/digest",
                "get /v1/admin/tenants/{tenant}/jobs/{id}",
                "get /v1/admin/tenants/{tenant}/limits",
                "get /v1/admin/tenants/{tenant}/users",
                "get /v1/alert-rules",
                "get /v1/alert-rules/{id}",
                "get /v1/alerts",
                "get /v1/alerts/dead-letters",
                "get /v1/annotations",
                "get /v1/annotations/{id}",
                "get /v1/audit",
                "get /v1/changes",
                "get /v1/disputes",
                "get /v1/disputes/{id}",
                "get /v1/events",
                "get /v1/jobs",
                "get /v1/jobs/{id}",
                "get /v1/keys",
                "get /v1/kpis",
                "get /v1/limits",
                "get /v1/me",
                "get /v1/months",
                "get /v1/now",
                "get /v1/quality",
                "get /v1/reports",
                "get /v1/reports/{id}",
                "get /v1/reports/{id}/deliveries",
                "get /v1/reports/{id}/preview",
                "get /v1/scopes",
                "get /v1/settings",
                "get /v1/targets",
                "get /v1/targets/{id}",
                "get /v1/tenant",
                "get /v1/users",
                "get /v1/widgets",
                "get /v1/widgets/keys",
                "get /v1/widgets/{id}/origins",
                "patch /v1/alert-rules/{id}",
                "patch /v1/reports/{id}",
                "patch /v1/settings",
                "patch /v1/users/{id}",
                "patch /v1/widgets/{id}",
                "post /v1/admin/backup",
                "post /v1/admin/peers/snapshots",
                "post /v1/admin/tenants/{tenant}/keys",
                "post /v1/admin/tenants/{tenant}/rebuild",
                "post /v1/admin/tenants/{tenant}/users",
                "post /v1/alert-rules",
                "post /v1/alerts/{id}/acknowledge",
                "post /v1/annotations",
                "post /v1/auth/finish",
                "post /v1/auth/redeem",
                "post /v1/auth/sign-out",
                "post /v1/auth/start",
                "post /v1/customers/{key}/erase",
                "post /v1/disputes",
                "post /v1/disputes/{id}/decide",
                "post /v1/drivers",
                "post /v1/events",
                "post /v1/evidence",
                "post /v1/imports",
                "post /v1/keys",
                "post /v1/kpis",
                "post /v1/kpis/preview",
                "post /v1/months",
                "post /v1/reports",
                "post /v1/reports/{id}/send",
                "post /v1/scorecards",
                "post /v1/targets",
                "post /v1/users",
                "post /v1/users/{id}/invite",
                "post /v1/widgets",
                "post /v1/widgets/tokens",
                "put /v1/admin/tenants/{tenant}",
                "put /v1/admin/tenants/{tenant}/limits",
            ],
            operations,
            StringComparer.Ordinal);
    }

    [Fact]
    public async Task Shapes_say_what_is_written()
    {
        using var answer = await node.GetAsync("/v1/openapi.json", null);
        var schemas = (await TestNode.ReadAsync(answer))["components"]!["schemas"]!;
        Assert.Equal("integer", schemas["ValueBody"]!["properties"]!["count"]!["type"]!.GetValue<string>());
        Assert.NotNull(schemas["ReadInputs"]);
        Assert.NotNull(schemas["ResultBody"]!["properties"]!["ranking"]);
    }
}
