/** Request bodies as bytes: media type, size, encoding and syntax, in that order (docs/wire.md, "Request bodies"). */
import type { Expectation, Step } from "../format.js";
import { eachBody, eachFresh, rawBody, withText, type BodyCall } from "./body-values.js";
import { callOf, nameOf, sentOf } from "./call.js";
import { ask, plain, refusal, stepOf, type Family, type Probe } from "./probe.js";
import { schemaProbes } from "./body-schemas.js";

const UNSUPPORTED = refusal(415, "Unsupported Media Type");
const MALFORMED = refusal(400, "Malformed JSON");
const TOO_LARGE = refusal(413, "Payload Too Large");
/** In bytes, unless the server is configured otherwise. */
const LIMIT = 1_048_576;
const BODY = "operation that works with a body";

const mediaType: Probe = {
  id: "bodies.media-type",
  expects: "415 for every media type but application/json in UTF-8",
  why: "what is not declared is not read (RFC 9110, section 15.5.16)",
  appliesTo: BODY,
  cases: eachBody((call) =>
    [
      null,
      "text/plain",
      "application/x-www-form-urlencoded",
      "application/problem+json",
      "application/jsonx",
      "application/json; charset=iso-8859-1",
      "application/json; charset=utf-16",
      "text/json",
      "*/*",
      "json",
    ].map((type) => ask({ ...sentOf(call), type }, UNSUPPORTED)),
  ),
};

const contentEncoding: Probe = {
  id: "bodies.content-encoding",
  expects: "415 for any Content-Encoding",
  why: "no coding is offered, and what cannot be decoded must not be read as it stands (RFC 9110, section 8.4)",
  appliesTo: BODY,
  cases: eachBody((call) =>
    ["gzip", "br", "unknown"].map((coding) =>
      ask(
        { ...sentOf(call), headers: { ...call.headers, "Content-Encoding": coding } },
        UNSUPPORTED,
      ),
    ),
  ),
};

const missing: Probe = {
  id: "bodies.missing",
  expects: "415 for a request without a body",
  why: "without a media type there is nothing to read",
  appliesTo: BODY,
  cases: eachBody((call) => [ask(sentOf({ ...call, body: undefined }), UNSUPPORTED)]),
};

const typeSpelling: Probe = {
  id: "bodies.media-type-spelling",
  expects: "application/json in any case and with parameters to be read",
  why: "types and their parameters' names are case-insensitive (RFC 9110, section 8.3.1)",
  appliesTo: BODY,
  cases: eachFresh(
    [
      "APPLICATION/JSON",
      "application/json; charset=UTF-8",
      'application/json;charset="utf-8"',
      "application/json; x=1",
    ],
    (call, type) => ask({ ...sentOf(call), type }, { status: call.status }),
  ),
};

const malformed: Probe = {
  id: "bodies.malformed",
  expects: "400 Malformed JSON for every text that is not exactly one JSON value",
  why: "RFC 8259",
  appliesTo: BODY,
  cases: eachBody((call) => {
    const whole = JSON.stringify(rawBody(call));
    return [
      "",
      " ",
      "{",
      "}",
      "[1,",
      '{"a":1,}',
      "{'a':1}",
      "{a:1}",
      '{"a":1} x',
      "{}{}",
      '{"a":NaN}',
      '{"a":Infinity}',
      "/* c */ {}",
      "{} // c",
      '{"a":01}',
      '{"a":.5}',
      '{"a":1.}',
      '{"a":+1}',
      '{"a":"\n"}',
      '{"a":"\\x"}',
      "nul",
      "undefined",
      "\u00a0{}",
      "[1 2]",
      '{"a":1e}',
      '"\\u12"',
      whole.slice(0, -1),
      `${whole},`,
    ].map((text) => ask(withText(call, text), MALFORMED));
  }),
};

const encoding: Probe = {
  id: "bodies.encoding",
  expects: "400 Malformed JSON for invalid UTF-8, a byte-order mark and lone surrogates",
  why: "JSON text is UTF-8 without a mark, and a lone surrogate is no character (RFC 8259, section 8)",
  appliesTo: BODY,
  cases: eachBody((call) => {
    const { json: _, ...sent } = sentOf(call);
    return [
      ...[
        bytes('{"a":"', [0xff], '"}'),
        bytes('{"a":"', [0xc0, 0xaf], '"}'),
        bytes('{"a":"', [0xed, 0xa0, 0x80], '"}'),
        bytes('{"a":"', [0xf0, 0x9f, 0x98], '"}'),
        bytes([0xef, 0xbb, 0xbf], "{}"),
        bytes([0xff, 0xfe], Buffer.from("{}", "utf16le").toString("latin1")),
      ].map((base64) => ask({ ...sent, base64 }, MALFORMED)),
      ...['{"a":"\\ud800"}', '{"a":"\\udc00\\ud800"}', '{"\\ud83d":1}', '["\\ude00"]'].map((text) =>
        ask(withText(call, text), MALFORMED),
      ),
    ];
  }),
};

const depth: Probe = {
  id: "bodies.depth",
  expects:
    "400 Malformed JSON beyond 64 levels of nesting within a second, and a server that lives",
  why: "a limit that holds in every language, far below any stack",
  appliesTo: BODY,
  cases: eachBody((call) => {
    const far = nested(20_000).map((text) => withText(call, text));
    const usual = withText(call, "{");
    return [
      ...nested(65).map((text) => ask(withText(call, text), MALFORMED)),
      ...far.map((sent) => ask(sent, MALFORMED)),
      ...far.map((request) =>
        stepOf({
          kind: "pace",
          data: { request, than: usual, name: "one level", milliseconds: 1000 },
        }),
      ),
      ask(withText(call, "[".repeat(64) + "]".repeat(64)), {
        status: call.operation.invalidStatus,
      }),
    ];
  }),
};

/** Lists and objects in each other, and lists that are not closed. */
function nested(levels: number): string[] {
  return [
    "[".repeat(levels) + "]".repeat(levels),
    '{"a":'.repeat(levels) + "1" + "}".repeat(levels),
    "[".repeat(levels),
  ];
}

const size: Probe = {
  id: "bodies.size",
  expects:
    "a body of 1 MiB to be read and one byte more to be refused, with and without a declared length",
  why: "the limit is the same on every server (BODY_LIMIT_BYTES)",
  appliesTo: BODY,
  cases: (world) => [
    ...eachFresh([LIMIT], (call, length) => padded(call, length, { status: call.status }))(world),
    ...eachBody((call) => [
      padded(call, LIMIT + 1, TOO_LARGE),
      padded(call, LIMIT + 1, TOO_LARGE, true),
      padded(call, 2 * LIMIT, TOO_LARGE),
    ])(world).map(({ on, steps }) => ({ on: `${on} over`, steps })),
  ],
};

const chunked: Probe = {
  id: "bodies.chunked",
  expects: "a chunked body to be read like any other",
  why: "RFC 9112, section 7.1",
  appliesTo: BODY,
  cases: eachFresh([true], (call, isChunked) =>
    ask({ ...sentOf(call), chunked: isChunked }, { status: call.status }),
  ),
};

const ignored: Probe = {
  id: "bodies.ignored",
  expects: "a body where none is documented to be ignored, whatever it is",
  why: "the document says nothing about it",
  appliesTo: "operation without a body",
  cases: (world) =>
    world.api.operations.flatMap((operation) => {
      if (operation.body !== null || operation.behavior.kind === "echo") return [];
      const strange = [
        { text: "{", type: "application/json" },
        { text: "x", type: "no media type" },
        { text: "<a/>", type: "application/xml" },
      ];
      return [
        {
          on: nameOf(operation),
          steps: strange.flatMap((body) => {
            const call = callOf(world, operation);
            return call === null
              ? []
              : [...call.before, ask({ ...sentOf(call), ...body }, { status: call.status })];
          }),
        },
      ];
    }),
};

const duplicates: Probe = {
  id: "bodies.duplicates",
  expects: "the last of two properties with one name to count",
  why: "what most parsers do and ECMAScript prescribes (RFC 8259, section 4, leaves it open)",
  appliesTo: BODY,
  cases: (world) =>
    eachFresh([null], (call) => {
      const body = rawBody(call);
      const [name] = Object.keys(body);
      const text = JSON.stringify(body).replace("{", () => `{${JSON.stringify(name)}:[[]],`);
      return name === undefined || holdsVariable(call)
        ? null
        : ask(withText(call, text), { status: call.status });
    })(world),
};

export const bodies: Family = {
  title: "Bodies",
  probes: [
    mediaType,
    contentEncoding,
    missing,
    typeSpelling,
    malformed,
    encoding,
    depth,
    size,
    chunked,
    ignored,
    duplicates,
    ...schemaProbes,
  ],
};

/** Texts and bytes one after the other, in base64. */
function bytes(...parts: readonly (string | readonly number[])[]): string {
  return Buffer.concat(
    parts.map((part) => (typeof part === "string" ? Buffer.from(part) : Buffer.from(part))),
  ).toString("base64");
}

/** A valid body of so many bytes: white space behind the value means nothing. */
function padded(call: BodyCall, length: number, expected: Expectation, isChunked = false): Step {
  const { json: _, ...sent } = sentOf(call);
  const before = JSON.stringify(rawBody(call));
  // Where a token goes in, its length is not known yet: far enough from the limit on either side.
  const spare = holdsVariable(call) ? (length > LIMIT ? -1000 : 4000) : 0;
  const times = length - Buffer.byteLength(before) - spare;
  const text = holdsVariable(call) ? before : plain(before);
  return ask({ ...sent, text: { before: text, repeat: " ", times }, chunked: isChunked }, expected);
}

function holdsVariable({ operation }: BodyCall): boolean {
  return operation.behavior.kind === "refresh";
}
