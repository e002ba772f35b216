"use strict";
SwaggerUIBundle({
  url: "/v3/api-docs",
  dom_id: "#contract",
  deepLinking: true,
  persistAuthorization: false, // a key that is typed in stays in this page
  queryConfigEnabled: false, // no link may show another contract here
  validatorUrl: null, // nothing is sent elsewhere
});
