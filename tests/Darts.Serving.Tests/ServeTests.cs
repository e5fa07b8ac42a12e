using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using SkiaSharp;

namespace Darts.Serving.Tests;

/// <summary><c>samples/Serve</c> on loopback.</summary>
public sealed class ServeTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Under_load_every_answer_is_right_and_requests_are_computed_together()
    {
        await using var service = await RunningService.StartAsync("--Batching:LongestWait=00:00:00.050");
        byte[][] pictures = [.. Enumerable.Range(0, 8).Select(Picture)];
        // Alone first: what each is to be.
        var expected = new List<string>();
        foreach (byte[] picture in pictures)
            expected.Add(await AnswerAsync(service, picture));
        Assert.True(expected.Distinct().Count() > 1, "The pictures make no difference.");

        // A batch of one gives the same digits as one of many: the loop computes images, whatever is beside them.
        const int Requests = 200;
        var answers = await Task.WhenAll(Enumerable.Range(0, Requests).Select(index => AnswerAsync(service, pictures[index % pictures.Length])));
        Assert.Equal(Enumerable.Range(0, Requests).Select(index => expected[index % pictures.Length]), answers);
        double batches = await service.MetricAsync("""darts_serving_batch_size_count{model="Clothes"}""");
        Assert.Equal(Requests + pictures.Length, await service.MetricAsync("""darts_serving_batch_size_sum{model="Clothes"}"""));
        Assert.InRange(batches, 1, (Requests / 2) + pictures.Length);
        Assert.Equal(Requests + pictures.Length, await service.MetricAsync("""darts_serving_requests_total{model="Clothes",outcome="answered"}"""));
        Assert.Equal("Healthy", await service.Client.GetStringAsync(new Uri("/health", UriKind.Relative), Cancellation));
    }

    [Fact]
    public async Task When_the_queue_is_full_requests_are_refused_with_503_and_at_the_end_those_that_were_taken_are_answered()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Service managers of Windows send no signals.");
        // A batch that never fills, and waits: three requests stay where they are until the service is told to end.
        await using var service = await RunningService.StartAsync("--Batching:Capacity=3", "--Batching:LongestWait=00:10:00");
        Task<HttpResponseMessage>[] taken = [.. Enumerable.Range(0, 3).Select(index => PostAsync(service, Picture(index)))];
        while (await service.MetricAsync("""darts_serving_pending{model="Clothes"}""") < 3)
            await Task.Delay(10, Cancellation);
        using (var refused = await PostAsync(service, Picture(0)))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            Assert.Equal(TimeSpan.FromSeconds(1), refused.Headers.RetryAfter?.Delta);
        }
        service.Stop();
        foreach (var response in await Task.WhenAll(taken))
        {
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            response.Dispose();
        }
        Assert.Equal(0, await service.EndAsync());
    }

    [Fact]
    public async Task What_is_no_picture_of_a_sensible_size_is_refused_and_the_cause_told()
    {
        await using var service = await RunningService.StartAsync();
        await RefusedAsync(HttpStatusCode.UnsupportedMediaType, "The body is a picture", Picture(1), type: "text/plain");
        await RefusedAsync(HttpStatusCode.UnprocessableEntity, "no picture in a known format", "no picture"u8.ToArray());
        await RefusedAsync(HttpStatusCode.UnprocessableEntity, "damaged or not complete", Picture(1)[..^30]);
        await RefusedAsync(HttpStatusCode.RequestEntityTooLarge, "longer than 8388608 bytes", new byte[(8 << 20) + 1]);
        await RefusedAsync(HttpStatusCode.RequestEntityTooLarge, "6000×5000 pixels", Encoded(6000, 5000, SKColors.Black));
        await RefusedAsync(HttpStatusCode.BadRequest, "top is a whole number", Picture(1), "/classify?top=0");
        using var other = await service.Client.GetAsync(new Uri("/classify", UriKind.Relative), Cancellation);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, other.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(service, Picture(1))).StatusCode);

        async Task RefusedAsync(HttpStatusCode status, string why, byte[] body, string path = "/classify", string type = "image/png")
        {
            using var response = await PostAsync(service, body, path, type);
            Assert.Equal(status, response.StatusCode);
            var problem = await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
            Assert.Contains(why, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_the_documents_show_of_the_sample_stands_in_it()
    {
        string page = File.ReadAllText(Path.Combine(Repository(), "docs", "shipping.md"));
        string sources = string.Concat(Directory.GetFiles(Path.Combine(Repository(), "samples", "Serve"), "*.cs").Select(File.ReadAllText));
        string section = page[page.IndexOf("## Serving", StringComparison.Ordinal)..];
        int start = section.IndexOf("```csharp\n", StringComparison.Ordinal) + "```csharp\n".Length;
        string[] lines = section[start..section.IndexOf("```", start, StringComparison.Ordinal)].Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.NotEmpty(lines);
        Assert.All(lines, line => Assert.Contains(line, sources, StringComparison.Ordinal));
    }

    private static string Repository([System.Runtime.CompilerServices.CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", ".."));

    private static async Task<string> AnswerAsync(RunningService service, byte[] picture)
    {
        using var response = await PostAsync(service, picture);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsStringAsync(Cancellation);
    }

    private static async Task<HttpResponseMessage> PostAsync(RunningService service, byte[] body, string path = "/classify", string type = "image/png")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        // A body that is refused by its length is not read: it must not be on its way when the answer comes.
        request.Headers.ExpectContinue = body.Length > 1 << 20;
        return await service.Client.SendAsync(request, Cancellation);
    }

    /// <summary>Pictures of several sizes and brightnesses.</summary>
    private static byte[] Picture(int index) => Encoded(20 + (7 * index), 30, new SKColor((byte)(30 * index), (byte)(30 * index), 80));

    private static byte[] Encoded(int width, int height, SKColor colour)
    {
        using var bitmap = new SKBitmap(width, height);
        bitmap.Erase(colour);
        for (int pixel = 0; pixel < Math.Min(width, height); pixel++)
            bitmap.SetPixel(pixel, pixel, SKColors.White);
        using var image = SKImage.FromBitmap(bitmap);
        using var data = image.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }
}
