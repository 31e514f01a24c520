using System.Buffers;
using System.Text.Json;
using Orleans.Serialization;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Codecs;
using Orleans.Serialization.Serializers;
using Orleans.Serialization.WireProtocol;

namespace CareKpi.Silo.Wire;

/// <summary>The engine's messages between silos: the type by its alias, the rest as JSON with numbers for names. Within a silo they are handed over as they are: nobody changes a message.</summary>
[Alias("carekpi.message")]
internal sealed class WireCodec : IGeneralizedCodec, IGeneralizedCopier, ITypeFilter
{
    private static readonly WireManifest Manifest = WireManifest.Current;

    bool IGeneralizedCodec.IsSupportedType(Type type) => type == typeof(WireCodec) || Manifest.Has(type);

    bool IGeneralizedCopier.IsSupportedType(Type type) => Manifest.Has(type);

    bool? ITypeFilter.IsTypeAllowed(Type type) => type == typeof(WireCodec) || Manifest.Has(type) ? true : null;

    public object? DeepCopy(object? input, CopyContext context) => input;

    public void WriteField<TBufferWriter>(ref Writer<TBufferWriter> writer, uint fieldIdDelta, Type? expectedType, object? value)
        where TBufferWriter : IBufferWriter<byte>
    {
        if (ReferenceCodec.TryWriteReferenceField(ref writer, fieldIdDelta, expectedType, value))
        {
            return;
        }
        writer.WriteFieldHeader(fieldIdDelta, expectedType, typeof(WireCodec), WireType.TagDelimited);
        ReferenceCodec.MarkValueField(writer.Session);
        writer.WriteFieldHeaderExpected(0, WireType.LengthPrefixed);
        writer.Session.TypeCodec.WriteLengthPrefixed(ref writer, value.GetType());
        var json = JsonSerializer.SerializeToUtf8Bytes(value, value.GetType(), Manifest.Options);
        ReferenceCodec.MarkValueField(writer.Session);
        writer.WriteFieldHeaderExpected(1, WireType.LengthPrefixed);
        writer.WriteVarUInt32((uint)json.Length);
        writer.Write(json);
        writer.WriteEndObject();
    }

    public object? ReadValue<TInput>(ref Reader<TInput> reader, Field field)
    {
        if (field.IsReference)
        {
            return ReferenceCodec.ReadReference(ref reader, field.FieldType);
        }
        field.EnsureWireTypeTagDelimited();
        var place = ReferenceCodec.CreateRecordPlaceholder(reader.Session);
        Type? type = null;
        object? value = null;
        uint id = 0;
        for (var header = reader.ReadFieldHeader(); !header.IsEndBaseOrEndObject; header = reader.ReadFieldHeader())
        {
            id += header.FieldIdDelta;
            switch (id)
            {
                case 0:
                    ReferenceCodec.MarkValueField(reader.Session);
                    type = reader.Session.TypeCodec.ReadLengthPrefixed(ref reader);
                    break;
                case 1:
                    ReferenceCodec.MarkValueField(reader.Session);
                    var json = reader.ReadBytes(reader.ReadVarUInt32());
                    value = JsonSerializer.Deserialize(json, type ?? throw new RequiredFieldMissingException("A message without its type."), Manifest.Options);
                    break;
                default:
                    reader.ConsumeUnknownField(header);
                    break;
            }
        }
        ReferenceCodec.RecordObject(reader.Session, value!, place);
        return value;
    }
}
