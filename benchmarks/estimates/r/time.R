# Rscript time.R FOLDER: what R takes for the estimates of FOLDER/*.csv, as lines "name,seconds".
# Each package that is not installed is left out. Written after the packages' documentation; where the table in
# docs/method/estimates.md was made there was no R, so this has not been run there.
folder <- commandArgs(trailingOnly = TRUE)[1]

table_of <- function(name) {
  path <- file.path(folder, paste0(name, ".csv"))
  if (file.exists(path)) read.csv(path, check.names = FALSE) else NULL
}

tell <- function(name, run) {
  seconds <- system.time(run())[["elapsed"]]
  cat(sprintf("\"%s\",%.3f\n", name, seconds))
}

latent <- function(data, samples, thinning) {
  lists <- setdiff(names(data), "count")
  for (list in lists) data[[list]] <- factor(data[[list]], levels = c(0, 1))
  names(data)[names(data) == "count"] <- "Freq"
  sampler <- LCMCR::lcmCR(
    captures = data, tabular = TRUE, in_list_label = "1", not_in_list_label = "0",
    K = 10, a_alpha = 0.25, b_alpha = 0.25, seed = 1, buffer_size = 10000, thinning = thinning
  )
  LCMCR::lcmCR_PostSampl(sampler, burnin = 10000, samples = samples, thinning = thinning, output = FALSE)
}

decomposable <- function(data) {
  lists <- setdiff(names(data), "count")
  counts <- array(0, rep(2, length(lists)))
  counts[as.matrix(data[lists]) + 1] <- data$count
  name <- paste0("graphs", length(lists))
  data(list = name, package = "dga", envir = environment())
  most <- 40 * sum(data$count)
  dga::bma.cr(counts, Nmissing = seq_len(most), delta = 1 / 2^length(lists), graphs = get(name))
}

if (requireNamespace("LCMCR", quietly = TRUE)) {
  kosovo <- table_of("kosovo_1999")
  if (!is.null(kosovo)) tell("latent classes, Kosovo, one chain", function() latent(kosovo, 10000, 100))
  many <- table_of("twenty_lists")
  tell("latent classes, 20 lists, 5,000,000 sweeps", function() latent(many, 50000, 100))
}
if (requireNamespace("dga", quietly = TRUE)) {
  kosovo <- table_of("kosovo_1999")
  if (!is.null(kosovo)) tell("decomposable, Kosovo", function() decomposable(kosovo))
  netherlands <- table_of("msetools_Netherlands")
  if (!is.null(netherlands)) tell("decomposable, Netherlands", function() decomposable(netherlands))
}
