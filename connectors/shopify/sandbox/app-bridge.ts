export const appBridgeScript = "";
