# All images for both of Fargate's processors, with where they come from attested: docker buildx bake -f docker/bake.hcl --push
# The rehearsal that makes a start fast runs on the JVM of each: without a builder of its own kind (docker buildx create --append), emulated and slow.
variable "REGISTRY" { default = "millrace" }
variable "TAG" { default = "latest" }
variable "REVISION" { default = "unknown" }
variable "PLATFORMS" { default = "linux/amd64,linux/arm64" }

group "default" { targets = ["image"] }

target "image" {
  name       = service
  matrix     = { service = ["ingest-service", "processor-service", "file-service", "local-cloud"] }
  dockerfile = "docker/Dockerfile"
  args       = { SERVICE = service, REVISION = REVISION }
  platforms  = split(",", PLATFORMS)
  tags       = ["${REGISTRY}/${service}:${TAG}"]
  attest     = ["type=provenance,mode=max"]
}
