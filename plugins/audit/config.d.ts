export interface Config {
  audit?: {
    clientEvents?: {
      /**
       * Reports what people do in the browser to the audit log. Off by default.
       * @visibility frontend
       */
      enabled?: boolean;
    };
  };
}
