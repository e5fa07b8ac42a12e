using Darts.Serving;
using Serve;

var builder = WebApplication.CreateSlimBuilder(args);
builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = Pictures.MostBytes);
builder.Services.AddMetrics();
builder.Services.AddSingleton(new PrometheusText(ServingMetrics.MeterName));
builder.Services.AddImageModel(_ => new ClothesModel(), options => builder.Configuration.GetSection("Batching").Bind(options));
builder.Services.AddHealthChecks().AddCheck("stopping", new StoppingCheck());

var app = builder.Build();
// Listening before the first number, and the model read before the first request.
_ = app.Services.GetRequiredService<PrometheusText>();
app.Lifetime.ApplicationStopping.Register(() => StoppingCheck.IsStopping = true);
app.MapHealthChecks("/health");
app.MapGet("/metrics", (PrometheusText metrics) => Results.Text(metrics.ToString(), "text/plain; version=0.0.4"));
app.MapPost("/classify", Classification.PostAsync);
app.Run();
