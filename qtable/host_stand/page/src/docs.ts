import SwaggerUI from "swagger-ui-dist/swagger-ui-es-bundle.js";
import "swagger-ui-dist/swagger-ui.css";
import "./styles/docs.css";

const room = document.getElementById("docs");
if (room === null) throw new Error("The page has no place for the document.");

SwaggerUI({
  domNode: room,
  url: room.dataset.document,
  deepLinking: true,
  docExpansion: "list",
  filter: true,
  // Asks a server on the internet whether the document is good; a test on the box does that.
  validatorUrl: null,
  defaultModelsExpandDepth: 0,
  displayRequestDuration: true,
  tryItOutEnabled: true,
});
