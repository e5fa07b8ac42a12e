using System.Text.Json;

namespace Darts.Networks;

/// <summary>Reads the tensors of a safetensors header and checks that they tile the file's data.</summary>
internal static class SafeTensorsEntries
{
    /// <summary>Reads one tensor's entry.</summary>
    /// <exception cref="FormatException">Anything is wrong with it.</exception>
    public static TensorEntry Read(string name, JsonElement value, long dataBegin, long fileLength)
    {
        if (value.ValueKind != JsonValueKind.Object || value.EnumerateObject().Count() != 3
            || !value.TryGetProperty("dtype", out JsonElement dtype) || dtype.ValueKind != JsonValueKind.String
            || !value.TryGetProperty("shape", out JsonElement shape) || !value.TryGetProperty("data_offsets", out JsonElement offsets))
        {
            throw new FormatException($"its entry for tensor '{name}' is not an object of dtype, shape and data_offsets");
        }
        ElementType type = ElementType.Named(dtype.GetString()!)
            ?? throw new FormatException($"tensor '{name}' has elements of unknown type '{dtype.GetString()}' (known are {ElementType.Names})");
        long[] sides = Numbers(shape) ?? throw new FormatException($"the shape of tensor '{name}' is not an array of whole numbers");
        if (Numbers(offsets) is not [long begin, long end])
            throw new FormatException($"the data_offsets of tensor '{name}' are not two whole numbers");
        if (begin > end || end > fileLength - dataBegin)
            throw new FormatException($"the data of tensor '{name}' ({begin} to {end}) lies outside of the file's {fileLength - dataBegin} bytes of data");
        if (TensorBytes.Count(sides, type.Size) != end - begin)
            throw new FormatException($"tensor '{name}' of shape [{string.Join(", ", sides)}] and type {type.Name} does not take the {end - begin} bytes it is given");
        return new TensorEntry(name, type.Type, sides, dataBegin + begin, dataBegin + end);
    }

    /// <summary>Checks that the tensors follow each other without gap or overlap, from the beginning of the data to the file's end.</summary>
    /// <exception cref="FormatException">They do not.</exception>
    public static void CheckLayout(IEnumerable<TensorEntry> tensors, long dataBegin, long fileLength)
    {
        long at = dataBegin;
        foreach (TensorEntry tensor in tensors.OrderBy(tensor => tensor.Begin).ThenBy(tensor => tensor.End))
        {
            if (tensor.Begin != at)
                throw new FormatException($"the data of tensor '{tensor.Name}' {(tensor.Begin < at ? "overlaps another tensor's" : "leaves a gap before it")}");
            at = tensor.End;
        }
        if (at != fileLength)
            throw new FormatException($"{fileLength - at} bytes after the last tensor belong to none");
    }

    private static long[]? Numbers(JsonElement array)
    {
        if (array.ValueKind != JsonValueKind.Array)
            return null;
        long[] numbers = new long[array.GetArrayLength()];
        int index = 0;
        foreach (JsonElement item in array.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Number || !item.TryGetInt64(out numbers[index]) || numbers[index] < 0)
                return null;
            index++;
        }
        return numbers;
    }
}
