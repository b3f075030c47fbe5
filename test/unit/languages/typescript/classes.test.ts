/** Names of classes, and the paths of their methods. */
import { expect, test } from "vitest";
import { Scope } from "../../../../src/languages/names.js";
import { classNames, decoratedPath } from "../../../../src/languages/typescript/classes.js";

test.each([
  ["users", "UsersModule", "UsersController", "UsersService", "UsersGateway"],
  [
    "web sockets",
    "WebSocketsModule",
    "WebSocketsController",
    "WebSocketsService",
    "WebSocketsGateway",
  ],
  ["app", "AppModule2", "AppController2", "AppService2", "AppGateway2"],
  ["", "OperationsModule", "OperationsController", "OperationsService", "OperationsGateway"],
  ["1", "n1Module", "n1Controller", "n1Service", "n1Gateway"],
])("the classes of tag '%s'", (tag, module, controller, service, gateway) => {
  const names = classNames(tag, new Scope(["AppModule"]));
  expect(names).toEqual({ module, controller, service, gateway });
});

test("no two tags share a class", () => {
  const scope = new Scope();
  const tags = ["a b", "a-b", "x".repeat(300), "x".repeat(301), "user module", "user"];
  const names = tags.flatMap((tag) => Object.values(classNames(tag, scope)));
  expect(new Set(names).size).toBe(names.length);
});

test.each([
  ["/", "/"],
  ["/users/:id", "/users/:id"],
  ["/users/:id/", "/users/:id//"],
])("%s in a decorator", (path, decorated) => {
  expect(decoratedPath(path)).toBe(decorated);
});
