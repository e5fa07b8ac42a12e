using System.Text.RegularExpressions;
using Darts.Genotypes.Drawing;
using Darts.Reports.Runs;
using SkiaSharp;

namespace Darts.Reports.Tests;

/// <summary>The page in a real browser.</summary>
public sealed partial class BrowserTests
{
    private const string NoBrowser = "No Chromium or Chrome is in the PATH (Debian: apt-get install chromium).";

    /// <summary>Uses the page as a reader would, and writes down what it sees.</summary>
    private const string Probe = """
        <script>
        addEventListener('load', () => {
          const seen = [], slider = document.getElementById('epoch');
          const look = () => seen.push([
            document.getElementById('number').textContent,
            [...document.querySelectorAll('.frame')].filter(frame => getComputedStyle(frame).visibility === 'visible' && frame.getBoundingClientRect().height > 100).length,
            document.querySelector('#search .legend b').textContent,
            document.querySelector('.map figcaption span').textContent,
            document.querySelectorAll('tr.chosen').length,
          ].join(' / '));
          look();
          slider.value = 4;
          slider.dispatchEvent(new Event('input'));
          look();
          const map = document.querySelector('.map svg'), box = map.getBoundingClientRect();
          map.dispatchEvent(new MouseEvent('click', { clientX: box.left + 1, clientY: box.top + 1, bubbles: true }));
          look();
          document.getElementById('play').click();
          setTimeout(() => {
            look();
            const result = document.createElement('pre');
            result.id = 'probe';
            result.textContent = [...seen, `errors: ${errors.join('; ')}`].join('\n');
            document.body.append(result);
          }, 1700);
        });
        </script>
        """;

    private const string ErrorTrap = "<script>const errors = []; addEventListener('error', e => errors.push(e.message)); addEventListener('securitypolicyviolation', e => errors.push(e.violatedDirective));</script>";

    [Fact]
    public async Task The_slider_the_maps_and_the_play_button_choose_the_epoch()
    {
        Assert.SkipWhen(Chromium.Path is null, NoBrowser);
        using var folder = new TemporaryFolder();
        SampleRun.Write(folder["run"], 20);
        string page = RunReport.Html(RunRecord.Read(folder["run"]));
        string file = folder["a report.html"];
        await File.WriteAllTextAsync(file, page.Replace("<head>", "<head>" + ErrorTrap, StringComparison.Ordinal).Replace("</body>", Probe + "</body>", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        string dom = await Chromium.RunAsync(file, "--dump-dom", "--window-size=1280,900");
        string[] seen = ProbeText().Match(dom).Groups[1].Value.Split('\n');
        Assert.Equal(5, seen.Length);
        Assert.StartsWith("epoch 20 of 20 / 1 / 0.7589 / ", seen[0]);
        Assert.StartsWith("epoch 5 of 20 / 1 / 1.653 / ", seen[1]);
        Assert.StartsWith("epoch 1 of 20 / 1 / 2.148 / ", seen[2]);
        Assert.Matches(@"^epoch [23] of 20 / 1 / ", seen[3]);       // a moment after play
        Assert.Equal("errors: ", seen[4]);
        Assert.True(seen.Take(3).Select(line => line.Split(" / ")[3]).Distinct().Count() > 1);
    }

    [Theory]
    [InlineData(Theme.Light)]
    [InlineData(Theme.Dark)]
    public async Task A_page_is_painted_in_its_theme(Theme theme)
    {
        Assert.SkipWhen(Chromium.Path is null, NoBrowser);
        using var folder = new TemporaryFolder();
        SampleRun.Write(folder["run"], 6);
        string page = folder["report.html"], picture = folder["page.png"];
        await File.WriteAllTextAsync(page, RunReport.Html(RunRecord.Read(folder["run"]), theme), TestContext.Current.CancellationToken);
        await Chromium.RunAsync(page, $"--screenshot={picture}", "--window-size=1000,1400");
        using var bitmap = SKBitmap.Decode(picture);
        Assert.Equal(SKColor.Parse(theme == Theme.Dark ? "#010409" : "#f6f8fa"), bitmap.GetPixel(3, 3));
        var colours = bitmap.Pixels.ToHashSet();
        Assert.True(colours.Count > 100);
        // An edge of the cells, in the family's colour on this paper.
        Assert.Contains(SKColor.Parse(Palette.Of(Ink.End, Mark.None, theme == Theme.Dark).Fill), colours);
    }

    [GeneratedRegex("<pre id=\"probe\">([^<]*)</pre>")]
    private static partial Regex ProbeText();
}
