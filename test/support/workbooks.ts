import { crc32, deflateRawSync } from "node:zlib";
import * as library from "@e965/xlsx";
import { utils, write, type BookType, type WorkSheet } from "@e965/xlsx";

export type Cell = string | number | boolean | Date | null;
export type Sheets = Record<string, Cell[][] | WorkSheet>;

/** A day as table programs keep it. */
export const day = (iso: string) => new Date(`${iso}T00:00:00Z`);

/** A sheet of rows. */
export function sheet(rows: Cell[][]): WorkSheet {
  return utils.aoa_to_sheet(rows, { UTC: true, cellDates: true });
}

/** A workbook as a table program saves it. In: its sheets by name; those that are hidden; from when its days count. */
export function workbook(
  sheets: Sheets,
  type: BookType = "xlsx",
  { hidden = [], from1904 = false }: { hidden?: string[]; from1904?: boolean } = {},
): Uint8Array {
  const book = utils.book_new();
  for (const [name, rows] of Object.entries(sheets))
    utils.book_append_sheet(book, Array.isArray(rows) ? sheet(rows) : rows, name);
  book.Workbook = {
    Sheets: Object.keys(sheets).map((name) => ({ name, Hidden: hidden.includes(name) ? (1 as const) : (0 as const) })),
    WBProps: { date1904: from1904 },
  };
  return new Uint8Array(write(book, { type: "buffer", bookType: type, compression: true }) as Buffer);
}

/** A ZIP archive. In: its parts; `says`: how large each says that it is. */
export function zipped(parts: Record<string, string | Uint8Array>, says?: number): Uint8Array {
  const locals: Buffer[] = [];
  const entries: Buffer[] = [];
  let at = 0;
  for (const [name, content] of Object.entries(parts)) {
    const bytes = Buffer.from(content);
    const packed = deflateRawSync(bytes);
    const title = Buffer.from(name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(bytes), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(says ?? bytes.length, 18);
    common.writeUInt16LE(title.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(at, 10);
    locals.push(Buffer.from("PK\u0003\u0004"), common, title, packed);
    entries.push(Buffer.from("PK\u0001\u0002\u0014\u0000"), common, place, title);
    at += 4 + common.length + title.length + packed.length;
  }
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(22);
  end.write("PK\u0005\u0006", 0, "latin1");
  end.writeUInt16LE(Object.keys(parts).length, 8);
  end.writeUInt16LE(Object.keys(parts).length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return new Uint8Array(Buffer.concat([...locals, directory, end]));
}

/** An xlsx of bare parts. In: the XML of its one sheet; of its shared strings; of its styles. */
export function bareXlsx(sheetXml: string, { strings = "", styles = "" } = {}, says?: number): Uint8Array {
  const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const types = "application/vnd.openxmlformats-officedocument.spreadsheetml";
  const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
  const part = (name: string, type: string) => `<Override PartName="${name}" ContentType="${types}.${type}+xml"/>`;
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`;
  const relations = (all: string) =>
    `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${all}</Relationships>`;
  return zipped(
    {
      "[Content_Types].xml": `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${part("/xl/workbook.xml", "sheet.main")}${part("/xl/worksheets/sheet1.xml", "worksheet")}${part("/xl/sharedStrings.xml", "sharedStrings")}${part("/xl/styles.xml", "styles")}</Types>`,
      "_rels/.rels": relations(relation("rId1", "officeDocument", "xl/workbook.xml")),
      "xl/workbook.xml": `${head}<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="Tabelle1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
      "xl/_rels/workbook.xml.rels": relations(
        relation("rId1", "worksheet", "worksheets/sheet1.xml") +
          relation("rId2", "sharedStrings", "sharedStrings.xml") +
          relation("rId3", "styles", "styles.xml"),
      ),
      "xl/sharedStrings.xml": `${head}<sst xmlns="${main}">${strings}</sst>`,
      "xl/styles.xml": `${head}<styleSheet xmlns="${main}">${styles}</styleSheet>`,
      "xl/worksheets/sheet1.xml": `${head}<worksheet xmlns="${main}">${sheetXml}</worksheet>`,
    },
    says,
  );
}

/** An ods of bare parts. In: the XML of its tables; of its manifest. */
export function bareOds(tables: string, manifest = ""): Uint8Array {
  const names = ["office", "table", "text"].map(
    (one) => `xmlns:${one}="urn:oasis:names:tc:opendocument:xmlns:${one}:1.0"`,
  );
  return zipped({
    mimetype: "application/vnd.oasis.opendocument.spreadsheet",
    "META-INF/manifest.xml": `<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">${manifest}</manifest:manifest>`,
    "content.xml": `<?xml version="1.0"?><office:document-content ${names.join(" ")}><office:body><office:spreadsheet>${tables}</office:spreadsheet></office:body></office:document-content>`,
  });
}

interface Archives {
  utils: { cfb_new: () => object; cfb_add: (file: object, path: string, content: Uint8Array) => void };
  write: (file: object, how: { type: "buffer" }) => Uint8Array;
}

/** What Excel makes of a workbook with a password: not an archive any more. */
export function locked(): Uint8Array {
  const { utils: archives, write: saved } = (library as unknown as { CFB: Archives }).CFB;
  const file = archives.cfb_new();
  const version = Buffer.from([4, 0, 4, 0, 0x40, 0, 0, 0]);
  const info = Buffer.concat([version, Buffer.from('<?xml version="1.0"?><encryption></encryption>')]);
  archives.cfb_add(file, "/EncryptionInfo", info);
  archives.cfb_add(file, "/EncryptedPackage", Buffer.alloc(4096, 7));
  return new Uint8Array(saved(file, { type: "buffer" }));
}
