/** SHA-256 (FIPS 180-4) in lower-case hexadecimal. */
import { hash } from "node:crypto";

export function sha256(data: string | Buffer): string {
  return hash("sha256", data);
}
