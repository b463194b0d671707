from mockflow.cli import main

main()
